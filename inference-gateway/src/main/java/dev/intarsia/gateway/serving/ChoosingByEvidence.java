package dev.intarsia.gateway.serving;

import dev.intarsia.gateway.topology.GatewayUserState;
import dev.intarsia.model.choice.AnswerEvidence;
import dev.intarsia.model.choice.AnswerKind;
import dev.intarsia.model.choice.AnswerRule;
import dev.intarsia.model.choice.ComparedLosses;
import dev.intarsia.schemas.avro.AdapterBase;
import dev.intarsia.schemas.avro.AdapterModule;
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
        @Nullable AdapterModule version = users.ownVersion(user)
                .filter(own -> own.getBaseModel().equals(base.digest()))
                .orElse(null);
        AnswerEvidence evidence = new AnswerEvidence(compared(version), gain(user));
        AdapterKind trained = version != null && version.getBase() == AdapterBase.ASSEMBLED
                ? AdapterKind.RESIDUAL
                : AdapterKind.OWN;
        ChoiceReason reason = rule.enough(evidence) ? ChoiceReason.LOWEST_LOSS : ChoiceReason.FEW_EVENTS;
        List<AnswerKind> order = rule.order(evidence);
        List<AnswerKind> beforeBase = order.subList(0, order.indexOf(AnswerKind.BASE));
        for (AnswerKind kind : beforeBase) {
            for (AdapterKind one : kinds(kind)) {
                Optional<ServedAdapter> found = find.apply(user, one);
                if (found.isPresent()) {
                    return found.get().chosen(new AdapterChoice(reason, evidence, trained));
                }
            }
        }
        // Where all others come before the base model, none of them is there.
        ChoiceReason last = beforeBase.size() == order.size() - 1 ? ChoiceReason.NO_ADAPTER : reason;
        return base.chosen(new AdapterChoice(last, evidence, trained));
    }

    private static List<AdapterKind> kinds(AnswerKind kind) {
        return switch (kind) {
            case TRAINED -> List.of(AdapterKind.OWN, AdapterKind.RESIDUAL);
            case ASSEMBLED -> List.of(AdapterKind.ASSEMBLED);
            case BASE -> List.of();
        };
    }

    private static ComparedLosses compared(@Nullable AdapterModule version) {
        return version == null
                ? ComparedLosses.NONE
                : new ComparedLosses(
                        version.getComparedEvents(), version.getComparedLoss(), version.getComparedBaseLoss());
    }

    private @Nullable Double gain(String user) {
        return users.assignment(user)
                .filter(assignment -> assignment.getBaseModel().equals(base.digest()))
                .map(Assignment::getPredictedGain)
                .orElse(null);
    }
}
