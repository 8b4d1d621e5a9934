package dev.intarsia.replay.evidence;

import static java.util.Objects.requireNonNull;

import dev.intarsia.oppu.residual.ResidualRule;
import dev.intarsia.pieces.assemble.PoolRules;
import dev.intarsia.replay.sweep.SweepPeople;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who streams how much, and under which rules.
 *
 * @param people whose events stream: users of the population, on which rules are compared, or targets, for which the
 *     trainer's own rule is compared with doing the same for everybody
 * @param targets how many of the most active users belong to no population
 * @param sharers how many of the population's most active users share; population users who stream come after them
 * @param users who stream at most
 * @param events of each user, the newest before the last fifth; 0 for all
 * @param later questions of each user's last fifth at most
 * @param pool rules of election and assembly
 * @param trainer the trainer's own rule for residuals
 * @param named settings that decide the result, by name, as the report shows them
 */
public record EvidenceSettings(
        SweepPeople people,
        int targets,
        int sharers,
        int users,
        int events,
        int later,
        PoolRules pool,
        ResidualRule trainer,
        Map<String, String> named) {
    public EvidenceSettings {
        requireNonNull(people);
        requireNonNull(pool);
        requireNonNull(trainer);
        named = Collections.unmodifiableSortedMap(new TreeMap<>(named));
        if (targets < 0 || sharers < 1 || users < 2 || events < 0 || later < 0) {
            throw new IllegalArgumentException("Evidence is measured with at least one sharer and two users, and from 0"
                    + " targets, events and later questions, not " + sharers + ", " + users + ", " + targets + ", "
                    + events + " and " + later + ".");
        }
    }
}
