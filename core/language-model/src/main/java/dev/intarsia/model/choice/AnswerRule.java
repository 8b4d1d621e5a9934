package dev.intarsia.model.choice;

import static java.util.Comparator.comparingDouble;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The order in which a user's adapters are looked for, the first that is there to answer: by the lowest loss, and as
 * {@link AnswerKind} lists them where losses are equal or too few events were compared. Where the loss of an assembled adapter is not
 * known, it is looked for just before the base model. The same for the gateway and in offline evaluation.
 *
 * @param leastEvents fewer compared events say nothing
 */
public record AnswerRule(long leastEvents) {
    /** From one update's events on, of a trainer that updates every eight. */
    public static final AnswerRule DEFAULT = new AnswerRule(8);

    public AnswerRule {
        if (leastEvents < 1) {
            throw new IllegalArgumentException(
                    "At least one event must be compared to choose by losses, not " + leastEvents + ".");
        }
    }

    /** Whether losses decide. */
    public boolean enough(AnswerEvidence evidence) {
        return evidence.compared().events() >= leastEvents;
    }

    /** All kinds, the first to be looked for first. */
    public List<AnswerKind> order(AnswerEvidence evidence) {
        List<AnswerKind> order = List.of(AnswerKind.values());
        return enough(evidence)
                ? order.stream()
                        .sorted(comparingDouble(kind -> loss(evidence, kind)))
                        .toList()
                : order;
    }

    private static double loss(AnswerEvidence evidence, AnswerKind kind) {
        @Nullable Double loss = evidence.loss(kind);
        return loss == null ? evidence.compared().base() : loss;
    }
}
