package dev.intarsia.evaluation.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Questions that belong together.
 *
 * @param from the least value among them
 * @param to the greatest
 */
record Bin(double from, double to, int[] questions) {
    /**
     * Parts of nearly equal size in rising order of a value. Equal values stay together.
     *
     * @param groups what is divided: questions that share one value, such as a user's
     * @param values by group
     * @param parts at most as many
     */
    static List<Bin> quantiles(int[][] groups, double[] values, int parts) {
        Integer[] rising = new Integer[groups.length];
        Arrays.setAll(rising, i -> i);
        Arrays.sort(rising, (a, b) -> Double.compare(values[a], values[b]));
        List<Bin> found = new ArrayList<>();
        int begin = 0;
        for (int part = 1; part <= parts; part++) {
            int end = Math.max(begin, Math.round((float) part * rising.length / parts));
            while (end > begin && end < rising.length && values[rising[end]] == values[rising[end - 1]]) {
                end++;
            }
            if (end > begin) {
                found.add(of(groups, values, Arrays.copyOfRange(rising, begin, end)));
                begin = end;
            }
        }
        return found;
    }

    private static Bin of(int[][] groups, double[] values, Integer[] chosen) {
        int[] questions = Arrays.stream(chosen)
                .flatMapToInt(i -> Arrays.stream(groups[i]))
                .toArray();
        return new Bin(values[chosen[0]], values[chosen[chosen.length - 1]], questions);
    }

    /** Parts whose values double from each to the next: 0, 1, 2 to 3, 4 to 7; small ones join the next. */
    static List<Bin> doubling(int questions, ToDoubleFunction<Integer> value, int least) {
        List<List<Integer>> parts = new ArrayList<>();
        for (int i = 0; i < questions; i++) {
            int part = (int) Math.ceil(Math.log(Math.floor(value.applyAsDouble(i)) + 1) / Math.log(2) - 1e-9);
            while (parts.size() <= part) {
                parts.add(new ArrayList<>());
            }
            parts.get(part).add(i);
        }
        List<Bin> found = new ArrayList<>();
        List<Integer> waiting = new ArrayList<>();
        for (int part = 0; part < parts.size(); part++) {
            waiting.addAll(parts.get(part));
            boolean last = part == parts.size() - 1;
            if (waiting.size() >= least || (last && !waiting.isEmpty())) {
                found.add(spanning(waiting, value));
                waiting = new ArrayList<>();
            }
        }
        return found;
    }

    private static Bin spanning(List<Integer> questions, ToDoubleFunction<Integer> value) {
        double from = questions.stream().mapToDouble(value::applyAsDouble).min().orElseThrow();
        double to = questions.stream().mapToDouble(value::applyAsDouble).max().orElseThrow();
        return new Bin(from, to, questions.stream().mapToInt(Integer::intValue).toArray());
    }
}
