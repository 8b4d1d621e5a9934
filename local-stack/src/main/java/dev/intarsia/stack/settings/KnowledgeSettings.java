package dev.intarsia.stack.settings;

import dev.intarsia.gateway.config.GatewayConfig;
import dev.intarsia.model.knowledge.KnowledgeChoice;
import dev.intarsia.trainer.config.TrainerConfig;
import java.util.Optional;

/** How much of users' past stands before prompts in training, and before questions that do not say. */
public final class KnowledgeSettings {
    private KnowledgeSettings() {}

    /** Says so where the two differ: adapters are then asked otherwise than they were trained, which one may want. */
    public static Optional<String> warning(TrainerConfig trainer, GatewayConfig gateway) {
        KnowledgeChoice trained = trainer.knowledge().choice();
        KnowledgeChoice asked = gateway.knowledge().choice();
        return trained.equals(asked)
                ? Optional.empty()
                : Optional.of("Adapters are trained with " + text(trained) + " (trainer-consumer), and asked with "
                        + text(asked)
                        + " (inference-gateway) where a question does not say; see replay for which is better.");
    }

    private static String text(KnowledgeChoice choice) {
        return "knowledge.history " + choice.history() + " and knowledge.profile " + choice.profile();
    }
}
