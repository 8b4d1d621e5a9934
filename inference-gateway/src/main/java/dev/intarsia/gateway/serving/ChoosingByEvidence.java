package dev.intarsia.gateway.serving;

import dev.intarsia.gateway.topology.GatewayUserState;
import dev.intarsia.model.choice.AnswerEvidence;
import dev.intarsia.model.choice.AnswerKind;
import dev.intarsia.model.choice.AnswerRule;
import dev.intarsia.model.choice.ComparedLosses;
import dev.intarsia.schemas.avro.AdapterBase;
import dev.intarsia.schemas.avro.Assignment;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Chooses a user's adapter by what the records of the adapter and of the assignment say of losses. It remembers nothing, so that
 * a gateway that was restarted, or another one, chooses as well.
 *
 * @param base the base model
 */
record ChoosingByEvidence(AnswerRule rule, GatewayUserState users, ServedAdapter base) {
    /**
     * The first that is there.
     *
     * @param find the user's adapter of one kind
     */
    ServedAdapter choose(String user, BiFunction<String, AdapterKind, Optional<ServedAdapter>> find) {
        AnswerEvidence evidence = evidence(user);
        ChoiceReason reason = rule.enough(evidence) ? ChoiceReason.LOWEST_LOSS : ChoiceReason.FEW_EVENTS;
        List<AnswerKind> order = rule.order(evidence);
        List<AnswerKind> beforeBase = order.subList(0, order.indexOf(AnswerKind.BASE));
        for (AnswerKind kind : beforeBase) {
            for (AdapterKind one : kinds(kind)) {
                Optional<ServedAdapter> found = find.apply(user, one);
                if (found.isPresent()) {
                    return found.get().chosen(new AdapterChoice(reason, evidence));
                }
            }
        }
        // Where all others come before the base model, none of them is there.
        ChoiceReason last = beforeBase.size() == order.size() - 1 ? ChoiceReason.NO_ADAPTER : reason;
        return base.chosen(new AdapterChoice(last, evidence));
    }

    private static List<AdapterKind> kinds(AnswerKind kind) {
        return switch (kind) {
            case TRAINED -> List.of(AdapterKind.OWN, AdapterKind.RESIDUAL);
            case ASSEMBLED -> List.of(AdapterKind.ASSEMBLED);
            case BASE -> List.of();
        };
    }

    private AnswerEvidence evidence(String user) {
        Double gain = gain(user);
        return users.ownVersion(user)
                .filter(version -> version.getBaseModel().equals(base.digest()))
                .map(version -> new AnswerEvidence(
                        new ComparedLosses(
                                version.getComparedEvents(), version.getComparedLoss(), version.getComparedBaseLoss()),
                        gain,
                        version.getEvents(),
                        version.getBase() == AdapterBase.ASSEMBLED))
                .orElseGet(() -> AnswerEvidence.untrained(gain));
    }

    private @Nullable Double gain(String user) {
        return users.assignment(user)
                .filter(assignment -> assignment.getBaseModel().equals(base.digest()))
                .map(Assignment::getPredictedGain)
                .orElse(null);
    }
}
