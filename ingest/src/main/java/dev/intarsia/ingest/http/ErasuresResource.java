package dev.intarsia.ingest.http;

import static java.util.Objects.requireNonNull;

import dev.intarsia.events.parse.EventRules;
import dev.intarsia.ingest.erase.ErasureCompletion;
import dev.intarsia.ingest.erase.ErasureLog;
import dev.intarsia.ingest.erase.ErasureReceipt;
import dev.intarsia.ingest.publish.Publisher;
import dev.intarsia.schemas.avro.ErasureProgress;
import dev.intarsia.schemas.topic.ConsentKey;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Instant;
import java.util.List;

/**
 * {@code DELETE /v1/users/{user}}: a user is to be forgotten everywhere, and {@code DELETE /v1/users/{user}/events/{id}}: one
 * event is, answered with a receipt when the broker has it; and {@code GET /v1/erasures/{id}}: what has been removed since.
 */
final class ErasuresResource {
    private final EventRules rules;
    private final Publisher publisher;
    private final ErasureLog erasures;

    ErasuresResource(EventRules rules, Publisher publisher, ErasureLog erasures) {
        this.rules = requireNonNull(rules);
        this.publisher = requireNonNull(publisher);
        this.erasures = requireNonNull(erasures);
    }

    void delete(Context context) {
        erase(context, ConsentKey.of(UserPath.user(context, rules)));
    }

    void deleteEvent(Context context) {
        String user = UserPath.user(context, rules);
        String id = context.pathParam("id");
        rules.eventId(id).ifPresent(problem -> {
            throw new RefusedException(HttpStatus.BAD_REQUEST.getCode(), "id", problem);
        });
        erase(context, ConsentKey.of(user, id));
    }

    private void erase(Context context, ConsentKey erased) {
        // Not on the producer's own thread, which the second record may have to wait for.
        context.future(() -> publisher.erase(erased).thenComposeAsync(moment -> {
            ErasureReceipt receipt = ErasureReceipt.of(erased, moment, publisher.topics());
            ErasureProgress requested = receipt.requested(Instant.now());
            return publisher.publish(requested).thenRunAsync(() -> {
                erasures.put(requested);
                context.status(HttpStatus.ACCEPTED).json(IngestResponse.Erasure.of(erased, receipt));
            });
        }));
    }

    void get(Context context) {
        String id = context.pathParam("id");
        List<ErasureProgress> parts = erasures.of(id);
        if (parts.isEmpty() && !erasures.isCaughtUp()) {
            throw new RefusedException(
                    HttpStatus.SERVICE_UNAVAILABLE.getCode(), "id", "cannot be looked up yet; ask again in a moment");
        }
        if (parts.isEmpty()) {
            throw new RefusedException(
                    HttpStatus.NOT_FOUND.getCode(), "id", "is of no erasure; send the id of a receipt");
        }
        List<String> waitsFor = ErasureCompletion.waitsFor(parts, erasures, Instant.now());
        context.json(IngestResponse.ErasureState.of(id, waitsFor, parts));
    }
}
