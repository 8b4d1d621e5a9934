package dev.intarsia.ingest.http;

import static java.util.Objects.requireNonNull;

import dev.intarsia.events.parse.ConsentParser;
import dev.intarsia.events.parse.EventRules;
import dev.intarsia.events.parse.Reading;
import dev.intarsia.ingest.publish.Publisher;
import dev.intarsia.schemas.avro.SharingConsent;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;

/**
 * {@code PUT /v1/users/{user}/consent} and {@code DELETE /v1/users/{user}}: whether a user shares, and that a user is
 * to be forgotten everywhere. Both are answered when the broker has them; the services behind it follow.
 */
final class UsersResource {
    private static final int BODY_LIMIT = 1 << 12;

    private final EventRules rules;
    private final ConsentParser consents;
    private final Publisher publisher;

    UsersResource(EventRules rules, ConsentParser consents, Publisher publisher) {
        this.rules = requireNonNull(rules);
        this.consents = requireNonNull(consents);
        this.publisher = requireNonNull(publisher);
    }

    void putConsent(Context context) {
        String user = user(context);
        RequestBody body = RequestBody.read(context, BODY_LIMIT, List.of("application/json"));
        Reading<SharingConsent> reading = consents.parse(user, body.bytes());
        if (reading instanceof Reading.Invalid<SharingConsent> invalid) {
            List<IngestResponse.Error> errors =
                    invalid.problems().stream().map(IngestResponse.Error::of).toList();
            context.status(HttpStatus.BAD_REQUEST).json(new IngestResponse.Refusal(errors));
            return;
        }
        SharingConsent consent = ((Reading.Valid<SharingConsent>) reading).value();
        context.future(() -> publisher
                .publish(consent)
                .thenRunAsync(() -> context.json(new IngestResponse.Consent(
                        user,
                        consent.getGranted(),
                        consent.getShareRatio(),
                        consent.getTime().toString()))));
    }

    void delete(Context context) {
        String user = user(context);
        context.future(() -> publisher
                .erase(user)
                .thenRunAsync(
                        () -> context.status(HttpStatus.ACCEPTED).json(new IngestResponse.Erasure(user, "requested"))));
    }

    private String user(Context context) {
        String user = context.pathParam("user");
        rules.user(user).ifPresent(problem -> {
            throw new RefusedException(HttpStatus.BAD_REQUEST.getCode(), "user", problem);
        });
        return user;
    }
}
