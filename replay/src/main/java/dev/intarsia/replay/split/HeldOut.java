package dev.intarsia.replay.split;

import java.util.List;

/**
 * One user's events, parted in time.
 *
 * @param history what a method may learn from
 * @param heldOut what it is measured on, all of it later
 */
public record HeldOut<T>(List<T> history, List<T> heldOut) {
    public HeldOut {
        history = List.copyOf(history);
        heldOut = List.copyOf(heldOut);
    }

    /** Holds out the last fifth: of n events the first ⌊4n/5⌋ are history. */
    public static <T> HeldOut<T> lastFifth(List<T> inOrderOfTime) {
        int border = Math.toIntExact(4L * inOrderOfTime.size() / 5);
        return new HeldOut<>(inOrderOfTime.subList(0, border), inOrderOfTime.subList(border, inOrderOfTime.size()));
    }
}
