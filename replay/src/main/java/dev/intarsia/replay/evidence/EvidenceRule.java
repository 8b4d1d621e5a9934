package dev.intarsia.replay.evidence;

import static java.util.Objects.requireNonNull;

import dev.intarsia.oppu.residual.ResidualRule;

/**
 * A way to choose by the number of events what is trained of a user, as the trainer does. Who has nothing trained yet is
 * answered with the assembled adapter.
 *
 * @param name as the report shows it
 */
record EvidenceRule(String name, ResidualRule rule) {
    EvidenceRule {
        requireNonNull(name);
        requireNonNull(rule);
    }
}
