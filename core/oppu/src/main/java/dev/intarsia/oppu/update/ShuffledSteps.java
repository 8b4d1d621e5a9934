package dev.intarsia.oppu.update;

import java.util.ArrayList;
import java.util.List;

/** Deals examples to optimizer steps in shuffled rounds: each comes as often as any other, give or take one. */
public final class ShuffledSteps {
    private ShuffledSteps() {}

    /**
     * The examples of each step.
     *
     * @param examples at least one
     * @param steps how many
     * @param rows examples in a step
     */
    public static <T> List<List<T>> of(List<T> examples, int steps, int rows, SeededDraws draws) {
        List<T> dealt = new ArrayList<>();
        while (dealt.size() < (long) steps * rows) {
            for (long number : draws.shuffled(0, examples.size())) {
                dealt.add(examples.get((int) number));
            }
        }
        List<List<T>> planned = new ArrayList<>();
        for (int step = 0; step < steps; step++) {
            planned.add(List.copyOf(dealt.subList(step * rows, (step + 1) * rows)));
        }
        return planned;
    }
}
