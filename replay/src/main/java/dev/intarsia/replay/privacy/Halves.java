package dev.intarsia.replay.privacy;

import dev.intarsia.oppu.update.SeededDraws;
import java.util.ArrayList;
import java.util.List;

/**
 * Which half of a user's events each run knows. The halves of published runs, which are attacked, are drawn independently;
 * those of shadow runs come in pairs of a half and the other half, so that every event is in half of the shadow runs.
 */
final class Halves {
    private final boolean[][] in;
    private final int published;

    private Halves(boolean[][] in, int published) {
        this.in = in;
        this.published = published;
    }

    /**
     * Draws halves.
     *
     * @param user whom they are drawn for; the same for the same user and numbers
     * @param events an even number
     * @param shadows an even number
     */
    static Halves of(String user, int events, int published, int shadows) {
        if (events < 2 || events % 2 != 0 || shadows % 2 != 0) {
            throw new IllegalArgumentException("Events of a user and shadow runs must be of even numbers, not " + events
                    + " and " + shadows + ".");
        }
        boolean[][] in = new boolean[published + shadows][];
        for (int run = 0; run < in.length; run++) {
            boolean opposite = run >= published && (run - published) % 2 == 1;
            in[run] = opposite ? without(in[run - 1]) : half(SeededDraws.seed("half", user, run), events);
        }
        return new Halves(in, published);
    }

    private static boolean[] half(long seed, int events) {
        boolean[] half = new boolean[events];
        long[] shuffled = new SeededDraws(seed).shuffled(0, events);
        for (int i = 0; i < events / 2; i++) {
            half[(int) shuffled[i]] = true;
        }
        return half;
    }

    private static boolean[] without(boolean[] half) {
        boolean[] other = new boolean[half.length];
        for (int i = 0; i < half.length; i++) {
            other[i] = !half[i];
        }
        return other;
    }

    /** Whether a run knows an event; published runs come first. */
    boolean in(int run, int event) {
        return in[run][event];
    }

    int events() {
        return in[0].length;
    }

    int published() {
        return published;
    }

    int shadows() {
        return in.length - published;
    }

    /** The elements that a run knows, in the order given; as many elements as events. */
    <T> List<T> of(int run, List<T> all) {
        List<T> half = new ArrayList<>();
        for (int event = 0; event < in[run].length; event++) {
            if (in[run][event]) {
                half.add(all.get(event));
            }
        }
        return half;
    }
}
