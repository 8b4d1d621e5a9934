package dev.intarsia.stack.client;

import dev.intarsia.assembler.UserProgress;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Waits until what was sent shapes what the gateway serves. */
public final class Visibility {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long SHORTEST_PAUSE_MILLIS = 10;
    private static final long LONGEST_PAUSE_MILLIS = 200;

    private final Known known;
    private final String kind;
    private final int slack;
    private final Map<String, Long> sent = new HashMap<>();

    /** Tells how many of a user's events the adapter that the gateway serves rests on. */
    @FunctionalInterface
    private interface Known {
        long events(String user) throws IOException, InterruptedException;
    }

    private Visibility(Known known, String kind, int slack) {
        this.known = known;
        this.kind = kind;
        this.slack = slack;
    }

    /**
     * Of own adapters, asked of the gateway.
     *
     * @param slack how many of a user's latest events need not have arrived
     */
    public static Visibility own(GatewayClient gateway, int slack) {
        return new Visibility(
                user -> gateway.adapter(user).path("own").path("events").asLong(), "own", slack);
    }

    /**
     * Of assembled adapters: an event can leave an assignment as it is, so the assembler is asked how many it has taken
     * into account, and the gateway for the assignment that it led to.
     */
    public static Visibility assembled(GatewayClient gateway, Function<String, Optional<UserProgress>> assembler) {
        return new Visibility(
                user -> {
                    UserProgress progress = assembler.apply(user).orElse(UserProgress.NONE);
                    long served = progress.assignment() == 0
                            ? 0
                            : gateway.adapter(user)
                                    .path("assembled")
                                    .path("version")
                                    .asLong();
                    return served >= progress.assignment() ? progress.events() : 0;
                },
                "assembled",
                0);
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
        long seen = known.events(user);
        long since = System.nanoTime();
        long pause = SHORTEST_PAUSE_MILLIS;
        while (seen + slack < events) {
            if (System.nanoTime() - since > PATIENCE.toNanos()) {
                throw new IOException("For " + PATIENCE.toSeconds() + " s the gateway's " + kind + " adapter of user "
                        + user + " has known " + seen + " of " + events
                        + " events; the log says what holds the stream up.");
            }
            // To answer, the gateway puts the adapter together, which takes time from what is waited for.
            Thread.sleep(pause);
            pause = Math.min(LONGEST_PAUSE_MILLIS, 2 * pause);
            long now = known.events(user);
            if (now != seen) {
                seen = now;
                since = System.nanoTime();
            }
        }
    }
}
