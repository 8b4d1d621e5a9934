package dev.intarsia.replay.sweep;

import dev.intarsia.pieces.assemble.Assembler;
import dev.intarsia.pieces.assemble.Assembly;
import dev.intarsia.pieces.assemble.BayesianWeights;
import dev.intarsia.pieces.signature.SignatureSum;
import org.jspecify.annotations.Nullable;

/** Assembles by one choice after the other; what a Bayesian one shares with the one before is not computed again. */
final class PreparedAssembler {
    private @Nullable Assembler last;

    /**
     * Makes a choice ready.
     *
     * @param modules of the layout
     */
    Assembled on(AssemblyChoice choice, int modules) {
        Assembler assembler;
        if (choice.rule() instanceof BayesianWeights) {
            Assembler before = last;
            assembler = before != null && before.pool() == choice.gates() && before.sample() == choice.sample()
                    ? before.by(choice.rule())
                    : Assembler.of(choice.gates(), choice.rule(), choice.sample());
            last = assembler;
        } else {
            assembler = Assembler.of(choice.gates(), choice.rule(), choice.sample());
        }
        return signature -> {
            Assembly assembly = assembler.assemble(signature);
            if (assembly.modules().isEmpty()) {
                return Composing.Composed.BASE;
            }
            int pieces = assembly.modules().stream()
                    .mapToInt(module -> module.pieces().size())
                    .sum();
            return new Composing.Composed(
                    choice.from().compose(assembly), assembly.predictedGain(), (double) pieces / modules);
        };
    }

    /** From a signature to an adapter. */
    @FunctionalInterface
    interface Assembled {
        Composing.Composed of(SignatureSum signature);
    }
}
