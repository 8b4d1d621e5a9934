package dev.intarsia.oppu.learn;

import java.util.ArrayList;
import java.util.List;

/**
 * Losses under the base model of a user's newest events, in mean nats per response token, kept until the events are trained
 * on: what training tells of them is then compared with these.
 *
 * @param newest of the newest events in a row, the last event's last; NaN where one is not known
 */
public record AwaitedLosses(List<Float> newest) {
    /** Of no event. */
    public static final AwaitedLosses NONE = new AwaitedLosses(List.of());

    /** More events do not wait for training for long. */
    static final int MOST = 64;

    public AwaitedLosses {
        newest = List.copyOf(newest);
    }

    /** The same after so many more events, of which nothing is known yet; nothing where there are fewer. */
    AwaitedLosses after(long more) {
        if (more == 0 || newest.isEmpty()) {
            return this;
        }
        if (more < 0 || more >= MOST) {
            return NONE;
        }
        List<Float> grown = new ArrayList<>(newest);
        for (long i = 0; i < more; i++) {
            grown.add(Float.NaN);
        }
        return of(grown);
    }

    /** The newest {@value #MOST} of them at most. */
    static AwaitedLosses of(List<Float> losses) {
        return new AwaitedLosses(losses.subList(Math.max(0, losses.size() - MOST), losses.size()));
    }
}
