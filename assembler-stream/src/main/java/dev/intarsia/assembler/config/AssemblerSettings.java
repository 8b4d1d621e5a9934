package dev.intarsia.assembler.config;

import dev.intarsia.pieces.assemble.BayesianWeights;
import dev.intarsia.pieces.assemble.NearestWeights;
import dev.intarsia.pieces.assemble.PaperWeights;
import dev.intarsia.pieces.assemble.PoolRules;
import dev.intarsia.pieces.assemble.RandomWeights;
import dev.intarsia.pieces.assemble.RidgeWeights;
import dev.intarsia.pieces.assemble.Temper;
import dev.intarsia.pieces.assemble.UniformWeights;
import dev.intarsia.pieces.assemble.Weights;
import dev.intarsia.pieces.election.ElectionRules;
import dev.intarsia.pieces.infer.ModulePrior;
import dev.intarsia.pieces.infer.SampleRules;
import dev.intarsia.pieces.signature.Decay;

/** What {@link AssemblerConfig} says of the arithmetic. */
public final class AssemblerSettings {
    private AssemblerSettings() {}

    /** The weights the configuration asks for. */
    public static Weights weights(AssemblerConfig.Weights weights) {
        AssemblerConfig.Ridge ridge = weights.ridge();
        AssemblerConfig.Bayes bayes = weights.bayes();
        return switch (weights.kind()) {
            case BAYES ->
                new BayesianWeights(
                        new ModulePrior(bayes.correlation()),
                        new Temper(
                                bayes.temper(),
                                bayes.temperGrowth() == 0 ? Double.POSITIVE_INFINITY : bayes.temperGrowth()),
                        bayes.directions(),
                        bayes.keepLargest());
            case RIDGE -> new RidgeWeights(ridge.lambda(), ridge.rho(), ridge.n0(), ridge.keepLargest());
            case PAPER -> new PaperWeights(weights.paper().k());
            case NEAREST -> new NearestWeights();
            case UNIFORM -> new UniformWeights();
            case RANDOM ->
                new RandomWeights(weights.random().k(), weights.random().seed());
        };
    }

    /** The decay the configuration asks for: none where the half-life is 0. */
    public static Decay decay(AssemblerConfig.Signatures signatures) {
        return signatures.halfLife() == 0 ? Decay.none() : Decay.halfLife(signatures.halfLife());
    }

    /** The election the configuration asks for. */
    public static ElectionRules election(AssemblerConfig.Roster roster) {
        return new ElectionRules(
                roster.capacity(), roster.minEvents(), roster.growth(), roster.challenge(), roster.seed());
    }

    /** How the population's events are sampled. */
    public static SampleRules sample(AssemblerConfig.Population population) {
        return new SampleRules(population.users(), population.eventsPerUser());
    }

    /** All of them together. */
    public static PoolRules rules(AssemblerConfig config) {
        return new PoolRules(
                election(config.roster()),
                decay(config.signatures()),
                weights(config.weights()),
                sample(config.population()));
    }
}
