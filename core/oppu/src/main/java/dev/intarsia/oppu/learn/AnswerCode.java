package dev.intarsia.oppu.learn;

import dev.intarsia.model.example.Example;
import dev.intarsia.oppu.history.History;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many nats a user's answers take in a code of the user's own frequencies: −log of the share of the user's other events
 * with the same answer. An adapter that needs more does worse than telling what the user answers most often.
 */
final class AnswerCode {
    /** How many of the newest events are counted: few enough to follow a person who changes. */
    static final int COUNTED = 32;

    private final Map<Answer, Integer> counts = new HashMap<>();
    private final int others;

    /**
     * Counts answers.
     *
     * @param from the first event whose answer is asked for, held by the history
     * @param seen the first event after the last; nothing after it is counted
     */
    AnswerCode(History history, long from, long seen) {
        long oldest = Math.max(history.oldest(), Math.min(from, seen - COUNTED));
        for (long event = oldest; event < seen; event++) {
            counts.merge(Answer.of(history.event(event).example()), 1, Integer::sum);
        }
        others = (int) (seen - oldest) - 1;
    }

    /** Nats of an event that was counted; infinite where nothing else has its answer. */
    double nats(Example event) {
        int same = counts.getOrDefault(Answer.of(event), 0) - 1;
        return same <= 0 ? Double.POSITIVE_INFINITY : -Math.log((double) same / others);
    }

    /**
     * By how many nats an answer losses are above the code, on average over the events whose answers it knows; negative
     * infinity where it knows none.
     *
     * @param losses of the events, in mean nats per response token
     */
    double excess(List<Example> events, float[] losses) {
        List<Double> excess = new ArrayList<>();
        for (int i = 0; i < losses.length; i++) {
            double code = nats(events.get(i));
            if (Double.isFinite(code)) {
                excess.add((double) losses[i] * events.get(i).responseLength() - code);
            }
        }
        return excess.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NEGATIVE_INFINITY);
    }

    /** The tokens of a response. */
    private record Answer(List<Integer> tokens) {
        static Answer of(Example example) {
            return new Answer(Arrays.stream(example.tokens(), example.responseStart(), example.tokens().length)
                    .boxed()
                    .toList());
        }
    }
}
