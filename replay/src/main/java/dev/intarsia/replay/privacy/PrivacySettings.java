package dev.intarsia.replay.privacy;

import static java.util.Objects.requireNonNull;

import dev.intarsia.pieces.assemble.Weights;
import dev.intarsia.pieces.infer.SampleRules;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who is attacked, and how.
 *
 * @param targets how many of the most active users belong to no population
 * @param sharers how many of the population's most active users share
 * @param users how many after them have assembled adapters
 * @param events of each of them, the half of which a run knows
 * @param published how many independent halves of each user are attacked
 * @param shadows shadow runs of an attack, an even number from 4
 * @param compared the same where settings are compared, at most {@code shadows}
 * @param questions of a user's last fifth at most
 * @param resamples of users, for intervals
 * @param weights the rule that adapters are assembled by
 * @param sample of the population's events
 * @param named settings that decide the result, by name, as the report shows them
 */
public record PrivacySettings(
        int targets,
        int sharers,
        int users,
        int events,
        int published,
        int shadows,
        int compared,
        int questions,
        int resamples,
        Weights weights,
        SampleRules sample,
        Map<String, String> named) {
    public PrivacySettings {
        requireNonNull(weights);
        requireNonNull(sample);
        named = Collections.unmodifiableSortedMap(new TreeMap<>(named));
        if (targets < 0 || sharers < 2 || users < 2 || published < 1 || questions < 1 || resamples < 1) {
            throw new IllegalArgumentException("Privacy is measured with at least two sharers, two users, one published"
                    + " run and one question, not " + sharers + ", " + users + ", " + published + " and " + questions
                    + ".");
        }
        if (compared < 4 || compared % 2 != 0 || shadows < compared || shadows % 2 != 0) {
            throw new IllegalArgumentException("Shadow runs must be an even number from 4, in comparisons no more, not "
                    + shadows + " and " + compared + ".");
        }
    }
}
