package dev.intarsia.stack.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Waits until what was sent shapes what the gateway serves, asked of the gateway itself. */
final class Visibility {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long PAUSE_MILLIS = 50;

    private final GatewayClient gateway;
    private final String kind;
    private final int slack;
    private final Map<String, Long> sent = new HashMap<>();

    /**
     * @param kind {@code own} or {@code assembled}
     * @param slack how many of a user's latest events need not have arrived
     */
    Visibility(GatewayClient gateway, String kind, int slack) {
        this.gateway = gateway;
        this.kind = kind;
        this.slack = slack;
    }

    /** Expects the round's events. */
    void sent(Round round) {
        round.events().forEach(event -> sent.merge(event.person().user(), 1L, Long::sum));
    }

    /** What has been sent so far, for a later {@link #await}. */
    Map<String, Long> mark() {
        return Map.copyOf(sent);
    }

    /**
     * Returns when each of these users' adapters knows as many events as the mark says, less the slack.
     *
     * @throws IOException where that does not come about
     */
    void await(Map<String, Long> mark, Collection<String> users) throws IOException, InterruptedException {
        Deque<String> behind = new ArrayDeque<>(users);
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (!behind.isEmpty()) {
            String user = behind.getFirst();
            JsonNode adapter = gateway.adapter(user).path(kind);
            if (adapter.path("events").asLong() + slack >= mark.getOrDefault(user, 0L)) {
                behind.removeFirst();
            } else if (System.nanoTime() > giveUp) {
                throw new IOException("After " + PATIENCE.toSeconds() + " s the gateway's " + kind + " adapter of user "
                        + user + " knows " + adapter.path("events").asLong() + " of " + mark.get(user)
                        + " events; the log says what holds the stream up.");
            } else {
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }
}
