package dev.intarsia.gateway.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How likely one of the given answers is.
 *
 * @param text as it was given
 * @param logProbability in nats, of all its tokens after the prompt, among all texts
 * @param tokens how many it has
 * @param rank from 1, the likeliest
 * @param probability given that one of the answers is right
 */
record ScoredAnswer(String text, double logProbability, int tokens, int rank, double probability) {
    /**
     * The answers in the order in which they were given. Of two that are equally likely the first has the lower rank.
     *
     * @param logs natural logarithms of the answers' probabilities
     */
    static List<ScoredAnswer> of(ScoreQuestion question, float[] logs) {
        int[] ranks = ranks(logs);
        double largest =
                IntStream.range(0, logs.length).mapToDouble(i -> logs[i]).max().orElseThrow();
        double sum = IntStream.range(0, logs.length)
                .mapToDouble(i -> Math.exp(logs[i] - largest))
                .sum();
        List<ScoredAnswer> scored = new ArrayList<>();
        for (int i = 0; i < logs.length; i++) {
            scored.add(new ScoredAnswer(
                    question.answers().get(i),
                    logs[i],
                    question.tokens().get(i).length,
                    ranks[i],
                    Math.exp(logs[i] - largest) / sum));
        }
        return scored;
    }

    private static int[] ranks(float[] logs) {
        List<Integer> order = IntStream.range(0, logs.length)
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> -logs[i]))
                .toList();
        int[] ranks = new int[logs.length];
        for (int place = 0; place < ranks.length; place++) {
            ranks[order.get(place)] = place + 1;
        }
        return ranks;
    }
}
