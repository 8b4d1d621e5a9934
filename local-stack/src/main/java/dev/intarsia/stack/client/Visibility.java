package dev.intarsia.stack.client;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Waits until what was sent shapes what the gateway serves, asked of the gateway itself. */
public final class Visibility {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long SHORTEST_PAUSE_MILLIS = 10;
    private static final long LONGEST_PAUSE_MILLIS = 200;

    private final GatewayClient gateway;
    private final String kind;
    private final int slack;
    private final Map<String, Long> sent = new HashMap<>();

    /**
     * @param kind {@code own} or {@code assembled}
     * @param slack how many of a user's latest events need not have arrived
     */
    public Visibility(GatewayClient gateway, String kind, int slack) {
        this.gateway = gateway;
        this.kind = kind;
        this.slack = slack;
    }

    /** Expects an event of each of these users, who may be named several times. */
    public void sent(Collection<String> users) {
        users.forEach(user -> sent.merge(user, 1L, Long::sum));
    }

    /** What has been sent so far, for a later {@link #await}. */
    public Map<String, Long> mark() {
        return Map.copyOf(sent);
    }

    /** Returns when everything that was sent is known. */
    public void awaitAll() throws IOException, InterruptedException {
        await(sent, sent.keySet());
    }

    /**
     * Returns when each of these users' adapters knows as many events as the mark says, less the slack.
     *
     * @throws IOException where nothing more becomes known for a minute and a half
     */
    public void await(Map<String, Long> mark, Collection<String> users) throws IOException, InterruptedException {
        for (String user : users) {
            await(user, mark.getOrDefault(user, 0L));
        }
    }

    private void await(String user, long events) throws IOException, InterruptedException {
        long known = known(user);
        long since = System.nanoTime();
        long pause = SHORTEST_PAUSE_MILLIS;
        while (known + slack < events) {
            if (System.nanoTime() - since > PATIENCE.toNanos()) {
                throw new IOException("For " + PATIENCE.toSeconds() + " s the gateway's " + kind + " adapter of user "
                        + user + " has known " + known + " of " + events
                        + " events; the log says what holds the stream up.");
            }
            // To answer, the gateway puts the adapter together, which takes time from what is waited for.
            Thread.sleep(pause);
            pause = Math.min(LONGEST_PAUSE_MILLIS, 2 * pause);
            long now = known(user);
            if (now != known) {
                known = now;
                since = System.nanoTime();
            }
        }
    }

    private long known(String user) throws IOException, InterruptedException {
        return gateway.adapter(user).path(kind).path("events").asLong();
    }
}
