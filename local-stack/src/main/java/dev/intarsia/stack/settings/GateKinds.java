package dev.intarsia.stack.settings;

import dev.intarsia.assembler.config.AssemblerConfig;
import dev.intarsia.pieces.pool.GateKind;
import dev.intarsia.trainer.config.TrainerConfig;

/** The one kind of gates that trainer and assembler must agree on; apart, each would refuse what the other writes. */
public final class GateKinds {
    private GateKinds() {}

    /**
     * Compares.
     *
     * @throws IllegalArgumentException where they do not agree
     */
    public static void requireOne(TrainerConfig trainer, AssemblerConfig assembler) {
        GateKind trained = trainer.signatures().kind();
        GateKind assembled = assembler.signatures().kind();
        if (trained != assembled) {
            throw new IllegalArgumentException("trainer-consumer.signatures.kind is " + trained
                    + " and assembler-stream.signatures.kind " + assembled + "; set both to one kind.");
        }
    }
}
