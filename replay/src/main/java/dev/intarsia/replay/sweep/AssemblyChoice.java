package dev.intarsia.replay.sweep;

import dev.intarsia.pieces.assemble.Weights;
import dev.intarsia.pieces.infer.SignatureSample;
import dev.intarsia.pieces.pool.PiecePool;
import dev.intarsia.replay.pool.SharedPool;

/**
 * What an assembled adapter follows from, the user's signature aside.
 *
 * @param gates the pieces that may be used
 * @param from what adapters are composed from; has all of these pieces
 * @param rule of the weights
 * @param sample of the population's events
 */
record AssemblyChoice(PiecePool gates, SharedPool from, Weights rule, SignatureSample sample) {
    AssemblyChoice with(Weights other) {
        return new AssemblyChoice(gates, from, other, sample);
    }

    AssemblyChoice with(PiecePool other) {
        return new AssemblyChoice(other, from, rule, sample);
    }

    AssemblyChoice with(SharedPool other) {
        return new AssemblyChoice(other.gates(), other, rule, sample);
    }

    AssemblyChoice with(SignatureSample other) {
        return new AssemblyChoice(gates, from, rule, other);
    }
}
