package dev.intarsia.replay.evidence;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a measurement gave.
 *
 * @param baseModel fingerprint
 * @param events how many were streamed, of all users together
 * @param rules in the order in which they are reported; the others are compared with the first
 */
public record EvidenceResult(
        EvidenceSettings settings, String recording, String baseModel, int users, long events, List<OfRule> rules) {
    public EvidenceResult {
        requireNonNull(settings);
        requireNonNull(recording);
        requireNonNull(baseModel);
        rules = List.copyOf(rules);
    }

    /**
     * How one rule did.
     *
     * @param users each user's answers, in the same order under every rule
     * @param rows how many examples adapters were trained on
     * @param flops of this training
     * @param trained how many users had a residual or an own adapter at the end
     */
    record OfRule(String name, List<UserAnswers> users, long rows, double flops, int trained) {
        OfRule {
            users = List.copyOf(users);
        }
    }
}
