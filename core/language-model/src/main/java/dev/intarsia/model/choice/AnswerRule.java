package dev.intarsia.model.choice;

import static java.util.Comparator.comparingDouble;

import java.util.List;

/**
 * The order in which a user's adapters are looked for; the first that is there answers. It goes by the lowest loss. Where too few
 * events were compared, what was trained comes first, then what is assembled, except that the assembled adapter comes before an own
 * adapter that has learned few events. Where losses are equal, the order is that of {@link AnswerKind}; where the loss of the
 * assembled adapter is not known, it comes just before the base model. The same for the gateway and in offline evaluation.
 *
 * @param leastEvents fewer compared events say nothing
 * @param leastLearned an own adapter of fewer events comes after the assembled one where losses say nothing
 */
public record AnswerRule(long leastEvents, long leastLearned) {
    /** With an update after every eighth event, the first version comes second, and losses decide from the second on. */
    public static final AnswerRule DEFAULT = new AnswerRule(8, 16);

    public AnswerRule {
        if (leastEvents < 1 || leastLearned < 0) {
            throw new IllegalArgumentException(
                    "Losses decide from one event on at the earliest, and an adapter has learned no"
                            + " fewer than 0, not " + leastEvents + " and " + leastLearned + ".");
        }
    }

    /** Whether losses decide. */
    public boolean enough(AnswerEvidence evidence) {
        return evidence.compared().events() >= leastEvents;
    }

    /** All kinds, the first to be looked for first. */
    public List<AnswerKind> order(AnswerEvidence evidence) {
        if (enough(evidence)) {
            return List.of(AnswerKind.values()).stream()
                    .sorted(comparingDouble(kind -> loss(evidence, kind)))
                    .toList();
        }
        return !evidence.residual() && evidence.learned() < leastLearned
                ? List.of(AnswerKind.ASSEMBLED, AnswerKind.TRAINED, AnswerKind.BASE)
                : List.of(AnswerKind.TRAINED, AnswerKind.ASSEMBLED, AnswerKind.BASE);
    }

    private static double loss(AnswerEvidence evidence, AnswerKind kind) {
        Double loss = evidence.loss(kind);
        return loss == null ? evidence.compared().base() : loss;
    }
}
