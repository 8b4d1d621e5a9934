package dev.intarsia.gateway.generate;

import dev.intarsia.gateway.connection.ClientConnection;
import dev.intarsia.gateway.error.ApiError;
import dev.intarsia.gateway.error.ApiException;
import dev.intarsia.model.decode.GenerationEvent;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Follows an answer for as long as its client is there and its time lasts. */
public final class AnswerReader {
    private static final Duration LOOK = Duration.ofMillis(250);

    private final TextAnswer answer;
    private final ClientConnection client;
    private final Duration limit;
    private final long begin = System.nanoTime();
    private long looked = begin;

    /** @param limit from now on, for all of the answer */
    public AnswerReader(TextAnswer answer, ClientConnection client, Duration limit) {
        this.answer = answer;
        this.client = client;
        this.limit = limit;
    }

    /**
     * The next event, which is no failure.
     *
     * @throws ApiException when the time is over or the model failed
     * @throws dev.intarsia.gateway.connection.ClientGoneException when nobody waits for it any more
     */
    public TextEvent next() {
        @Nullable TextEvent event = null;
        while (event == null) {
            if (elapsed().compareTo(limit) > 0) {
                throw new ApiException(ApiError.of(
                        504,
                        "timeout",
                        "The answer was not complete within " + limit.toSeconds()
                                + " seconds; ask for fewer tokens, or again when less is going on."));
            }
            lookForClient();
            event = poll();
        }
        if (event.event() instanceof GenerationEvent.Failed failed) {
            throw failed.cause();
        }
        return event;
    }

    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /** Now and then, also while events keep coming: a whole answer is written only at its end. */
    private void lookForClient() {
        long now = System.nanoTime();
        if (now - looked > LOOK.toNanos()) {
            looked = now;
            client.check();
        }
    }

    private @Nullable TextEvent poll() {
        try {
            return answer.next(LOOK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiException(ApiError.of(503, "shutting_down", "The gateway is shutting down; ask again."));
        }
    }
}
