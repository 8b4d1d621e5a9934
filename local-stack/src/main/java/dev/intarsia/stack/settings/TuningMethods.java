package dev.intarsia.stack.settings;

import dev.intarsia.gateway.config.GatewayConfig;
import dev.intarsia.model.adapter.TuningMethod;
import dev.intarsia.trainer.config.TrainerConfig;

/** The one kind of adapters that trainer and gateway must agree on; apart, the gateway would serve none. */
public final class TuningMethods {
    private TuningMethods() {}

    /**
     * Compares.
     *
     * @throws IllegalArgumentException where they do not agree
     */
    public static void requireOne(TrainerConfig trainer, GatewayConfig gateway) {
        TuningMethod trained = trainer.model().adapter();
        TuningMethod served = gateway.model().adapter();
        if (trained != served) {
            throw new IllegalArgumentException("trainer-consumer.model.adapter is " + trained.text()
                    + " and inference-gateway.model.adapter " + served.text() + "; set both to one kind.");
        }
        int tokens = trainer.model().virtualTokens();
        if (trained == TuningMethod.PROMPT && tokens != gateway.model().virtualTokens()) {
            throw new IllegalArgumentException("trainer-consumer.model.virtual-tokens is " + tokens
                    + " and inference-gateway.model.virtual-tokens "
                    + gateway.model().virtualTokens() + "; set both to one number.");
        }
    }
}
