package dev.intarsia.pieces.assemble;

import static java.util.Objects.requireNonNull;

import dev.intarsia.pieces.election.ElectionRules;
import dev.intarsia.pieces.infer.SampleRules;
import dev.intarsia.pieces.signature.Decay;

/**
 * How a pool comes about and is used.
 *
 * @param election who shares
 * @param decay how a user's signatures add up
 * @param weights how a signature's scores become coefficients
 * @param sample how the population's events are sampled
 */
public record PoolRules(ElectionRules election, Decay decay, Weights weights, SampleRules sample) {
    public PoolRules {
        requireNonNull(election);
        requireNonNull(decay);
        requireNonNull(weights);
        requireNonNull(sample);
    }
}
