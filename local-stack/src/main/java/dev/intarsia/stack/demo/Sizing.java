package dev.intarsia.stack.demo;

import java.time.Duration;

/**
 * How much of the stream fits into the time there is. Whatever the machine, everyone is played, with histories of one
 * length for all sharers and one for all target users.
 */
final class Sizing {
    /** Target users are asked as well, and the last rounds wait for each other. */
    private static final double OVERHEAD = 1.25;

    /** What is left to do when the last event is known. */
    private static final Duration CLOSING = Duration.ofSeconds(12);

    /** Fewer events of a user teach nothing: an own adapter has its second version after sixteen. */
    private static final int LEAST = 20;

    private Sizing() {}

    /**
     * Settings for what is left.
     *
     * @param settings what would be played at most
     * @param left time until everything has to be done
     * @param perSecond how many events a second were learned from so far
     * @param played how many events of each sharer have been played already
     */
    static DemoSettings fit(DemoSettings settings, Duration left, double perSecond, int played) {
        double room = Math.max(0, left.minus(CLOSING).toMillis() / 1000.0) * perSecond;
        double wanted = (double) settings.sharers() * (settings.sharerEvents() - played)
                + OVERHEAD * settings.targets() * settings.targetEvents();
        double share = Math.min(1, room / wanted);
        int ofSharers = played + (int) (share * (settings.sharerEvents() - played));
        return settings.withEvents(
                least(settings.targetEvents(), (int) (share * settings.targetEvents())),
                least(settings.sharerEvents(), ofSharers));
    }

    private static int least(int most, int fitting) {
        return Math.min(most, Math.max(LEAST, fitting));
    }
}
