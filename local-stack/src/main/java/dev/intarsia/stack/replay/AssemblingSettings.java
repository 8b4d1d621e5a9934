package dev.intarsia.stack.replay;

import dev.intarsia.assembler.config.AssemblerConfig;
import java.util.Map;
import java.util.TreeMap;

/** The assembler's settings that decide what is assembled, as reports name them. */
public final class AssemblingSettings {
    private AssemblingSettings() {}

    /** By the keys of the assembler's own file. */
    public static Map<String, String> named(AssemblerConfig config) {
        Map<String, String> named = new TreeMap<>();
        AssemblerConfig.Ridge ridge = config.weights().ridge();
        named.put("weights.kind", "" + config.weights().kind());
        AssemblerConfig.Bayes bayes = config.weights().bayes();
        named.put("weights.bayes.correlation", "" + bayes.correlation());
        named.put("weights.bayes.temper", "" + bayes.temper());
        named.put("weights.bayes.temper-growth", "" + bayes.temperGrowth());
        named.put("weights.bayes.directions", "" + bayes.directions());
        named.put("weights.bayes.keep-largest", "" + bayes.keepLargest());
        named.put("population.users", "" + config.population().users());
        named.put("population.events-per-user", "" + config.population().eventsPerUser());
        named.put("weights.ridge.lambda", "" + ridge.lambda());
        named.put("weights.ridge.rho", "" + ridge.rho());
        named.put("weights.ridge.n0", "" + ridge.n0());
        named.put("weights.ridge.keep-largest", "" + ridge.keepLargest());
        named.put("weights.paper.k", "" + config.weights().paper().k());
        named.put("signatures.half-life", "" + config.signatures().halfLife());
        named.put("roster.capacity", "" + config.roster().capacity());
        named.put("roster.min-events", "" + config.roster().minEvents());
        named.put("roster.seed", "" + config.roster().seed());
        return named;
    }
}
