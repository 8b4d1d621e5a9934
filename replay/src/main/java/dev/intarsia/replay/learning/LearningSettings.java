package dev.intarsia.replay.learning;

import static java.util.Objects.requireNonNull;

import dev.intarsia.pieces.assemble.PoolRules;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who streams how much, and under which rules.
 *
 * @param sections of rules to measure
 * @param targets how many of the most active users belong to no population
 * @param sharers how many of the population's most active users share; the users who stream come after them
 * @param users who stream
 * @param events of each user, the newest before the last fifth
 * @param later questions of each user's last fifth at most
 * @param rules parts of the names of those rules that are measured, beside the first of each section; empty for all
 * @param pool by which sharers' pieces are assembled, in sections that need any
 * @param named settings that decide the result, by name, as the report shows them
 */
public record LearningSettings(
        List<LearningSection> sections,
        int targets,
        int sharers,
        int users,
        int events,
        int later,
        List<String> rules,
        Optional<PoolRules> pool,
        Map<String, String> named) {
    public LearningSettings {
        sections = List.copyOf(sections);
        rules = List.copyOf(rules);
        requireNonNull(pool);
        named = Collections.unmodifiableSortedMap(new TreeMap<>(named));
        if (targets < 0 || sharers < 0 || users < 2 || events < 1 || later < 1) {
            throw new IllegalArgumentException("Learning is measured with at least two users, one event and one later"
                    + " question, not " + users + ", " + events + " and " + later + ".");
        }
    }

    /** All rules of sections that need no pool. */
    public LearningSettings(
            List<LearningSection> sections,
            int targets,
            int sharers,
            int users,
            int events,
            int later,
            Map<String, String> named) {
        this(sections, targets, sharers, users, events, later, List.of(), Optional.empty(), named);
    }

    /** Whether a rule other than the first of a section is measured. */
    boolean wants(LearningRule rule) {
        return rules.isEmpty() || rules.stream().anyMatch(rule.name()::contains);
    }
}
