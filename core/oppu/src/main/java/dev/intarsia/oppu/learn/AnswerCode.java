package dev.intarsia.oppu.learn;

import dev.intarsia.model.example.Example;
import dev.intarsia.oppu.history.History;
import dev.intarsia.oppu.update.UpdateSteps;
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
    /** How many of the newest events are counted; bounds the work of an update. */
    static final int COUNTED = 128;

    private AnswerCode() {}

    /**
     * Which mean loss of events is low enough, in nats per response token.
     *
     * @param from the first event, held by the history
     * @param seen the first event after the last; nothing after it is counted
     */
    static double enough(History history, long from, long seen, UpdateSteps steps) {
        long oldest = Math.max(history.oldest(), Math.min(from, seen - COUNTED));
        List<Example> examples = new ArrayList<>();
        Map<Answer, Integer> counts = new HashMap<>();
        for (long event = oldest; event < seen; event++) {
            Example example = history.event(event).example();
            examples.add(example);
            counts.merge(Answer.of(example), 1, Integer::sum);
        }
        return examples.subList((int) (from - oldest), examples.size()).stream()
                .mapToDouble(example -> steps.enough(
                        nats(counts.getOrDefault(Answer.of(example), 0) - 1, examples.size() - 1),
                        example.responseLength()))
                .average()
                .orElseThrow();
    }

    /** @param same how many of the others */
    private static double nats(int same, int others) {
        return same == 0 ? Double.POSITIVE_INFINITY : -Math.log((double) same / others);
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
