package dev.intarsia.oppu.gate;

import static java.util.Objects.requireNonNull;

import dev.intarsia.pieces.pool.GateKind;

/**
 * What signatures and gates are: the same for the trainer and in offline evaluation. All but the first two concern
 * activation gates alone.
 *
 * @param sketch numbers of a gradient signature and gate at each module, at least 1
 * @param steps optimizer steps that a sharer's activation gates are trained for, at least 1
 * @param rows examples in a step, at least 1
 * @param learningRate of every step, above 0
 * @param weightDecay from 0
 */
public record GateRecipe(GateKind kind, int sketch, int steps, int rows, double learningRate, double weightDecay) {
    public GateRecipe {
        requireNonNull(kind);
        if (sketch < 1) {
            throw new IllegalArgumentException("signatures.sketch must be at least 1, not " + sketch + ".");
        }
        if (steps < 1 || rows < 1) {
            throw new IllegalArgumentException(
                    "gates.steps and gates.rows must be at least 1, not " + steps + " and " + rows + ".");
        }
        if (!(learningRate > 0) || !(weightDecay >= 0)) {
            throw new IllegalArgumentException("gates.learning-rate must be above 0 and gates.weight-decay from 0, not "
                    + learningRate + " and " + weightDecay + ".");
        }
    }
}
