package dev.intarsia.oppu.update;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Which older events an optimizer step repeats: some of the latest older ones, the rest evenly from all older ones, each
 * at most once in a step.
 *
 * @param recentShare how much of the sample is drawn from the latest older events, 0 to 1
 * @param recentWindow how many older events count as the latest, at least 1
 */
public record RehearsalSample(double recentShare, int recentWindow) {
    public RehearsalSample {
        if (!(recentShare >= 0 && recentShare <= 1) || recentWindow < 1) {
            throw new IllegalArgumentException(
                    "update.rehearsal.recent-share must be from 0 to 1 and update.rehearsal.recent-window at least 1, not "
                            + recentShare + " and " + recentWindow + ".");
        }
    }

    /**
     * Draws from the events numbered {@code oldest} to below {@code end}.
     *
     * @param count how many; all of them where there are no more
     */
    Set<Long> draw(SeededDraws draws, long oldest, long end, int count) {
        long available = end - oldest;
        Set<Long> drawn = new LinkedHashSet<>();
        if (count >= available) {
            for (long number = oldest; number < end; number++) {
                drawn.add(number);
            }
            return drawn;
        }
        long latest = Math.max(oldest, end - recentWindow);
        int recent = (int) Math.min(Math.round(recentShare * count), end - latest);
        drawDistinct(draws, latest, end, recent, drawn);
        drawDistinct(draws, oldest, end, count, drawn);
        return drawn;
    }

    /** Adds events until there are {@code size}; the range holds at least that many. */
    private static void drawDistinct(SeededDraws draws, long from, long to, int size, Set<Long> drawn) {
        while (drawn.size() < size) {
            drawn.add(from + draws.below(Math.toIntExact(to - from)));
        }
    }
}
