package dev.intarsia.replay.sweep;

import dev.intarsia.pieces.assemble.BayesianWeights;
import dev.intarsia.pieces.assemble.PoolRules;
import dev.intarsia.pieces.assemble.RidgeWeights;
import dev.intarsia.pieces.infer.SampleRules;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a sweep varies, and for whom.
 *
 * @param people whose questions are asked, group by group
 * @param pool election, decay, weights and sample by default
 * @param bayes the Bayesian weights by default
 * @param ridge the ridge weights by default
 * @param sharers how many adapters are trained at most
 * @param users how many users of each group are asked
 * @param questions how many questions a user is asked at most
 * @param items how many of a user's newest events count, ascending; the last is the whole history
 * @param samples further sizes of the population's sample
 * @param sketches further sizes of signatures and gates
 * @param republish thresholds by which a sharer's pieces are published again, from 0
 * @param named settings that decide the result, by name, as the report shows them
 */
public record SweepSettings(
        List<SweepPeople> people,
        PoolRules pool,
        BayesianWeights bayes,
        RidgeWeights ridge,
        int sharers,
        int users,
        int questions,
        List<Integer> items,
        List<SampleRules> samples,
        List<Integer> sketches,
        List<Double> republish,
        Map<String, String> named) {
    /** Items of a user's history in the published comparison. */
    public static final List<Integer> ITEMS = List.of(5, 10, 20, 50, 128);

    /** Sizes of the population's sample, users and events of each. */
    public static final List<SampleRules> SAMPLES = List.of(
            new SampleRules(8, 16),
            new SampleRules(16, 16),
            new SampleRules(32, 16),
            new SampleRules(64, 16),
            new SampleRules(128, 8),
            new SampleRules(32, 32),
            new SampleRules(96, 32));

    public SweepSettings {
        people = List.copyOf(people);
        items = List.copyOf(items);
        samples = List.copyOf(samples);
        sketches = List.copyOf(sketches);
        republish = List.copyOf(republish);
        named = Collections.unmodifiableSortedMap(new TreeMap<>(named));
        if (people.isEmpty() || sharers < 1 || users < 1 || questions < 1 || items.isEmpty()) {
            throw new IllegalArgumentException("A sweep needs people, and at least one sharer, user, question and item"
                    + " of history, not " + sharers + " sharers, " + users + " users, " + questions
                    + " questions and items " + items + ".");
        }
    }

    /** How many sharers are in the pool by default. */
    int pooled() {
        return Math.min(sharers, pool.election().capacity());
    }

    /** How many of a user's newest events count by default. */
    int history() {
        return items.get(items.size() - 1);
    }
}
