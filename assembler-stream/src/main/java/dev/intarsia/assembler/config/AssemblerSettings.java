package dev.intarsia.assembler.config;

import dev.intarsia.pieces.assemble.PaperWeights;
import dev.intarsia.pieces.assemble.PoolRules;
import dev.intarsia.pieces.assemble.RidgeWeights;
import dev.intarsia.pieces.assemble.Weights;
import dev.intarsia.pieces.election.ElectionRules;
import dev.intarsia.pieces.signature.Decay;

/** What {@link AssemblerConfig} says of the arithmetic. */
public final class AssemblerSettings {
    private AssemblerSettings() {}

    /** The weights the configuration asks for. */
    public static Weights weights(AssemblerConfig.Weights weights) {
        AssemblerConfig.Ridge ridge = weights.ridge();
        return switch (weights.kind()) {
            case RIDGE -> new RidgeWeights(ridge.lambda(), ridge.rho(), ridge.n0(), ridge.keepLargest());
            case PAPER -> new PaperWeights(weights.paper().k());
        };
    }

    /** Which events count by the configuration, and how much. */
    public static Decay decay(AssemblerConfig.Signatures signatures) {
        return new Decay(signatures.halfLife(), signatures.window());
    }

    /** The election the configuration asks for. */
    public static ElectionRules election(AssemblerConfig.Roster roster) {
        return new ElectionRules(
                roster.capacity(), roster.minEvents(), roster.growth(), roster.challenge(), roster.seed());
    }

    /** All of them together. */
    public static PoolRules rules(AssemblerConfig config) {
        return new PoolRules(election(config.roster()), decay(config.signatures()), weights(config.weights()));
    }
}
