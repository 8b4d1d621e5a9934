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
 * {@code PUT /v1/users/{user}/consent}: whether a user shares. It is answered when the broker has it; the services behind it
 * follow.
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
        String user = UserPath.user(context, rules);
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
}
