package dev.intarsia.trainer.verify;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * How much is verified.
 *
 * @param user the only one; empty for all
 * @param recompute of how many users the adapter is trained again
 */
public record VerificationScope(Optional<String> user, int recompute) {
    public VerificationScope {
        requireNonNull(user);
        if (recompute < 0) {
            throw new IllegalArgumentException("--recompute must be at least 0, not " + recompute + ".");
        }
    }

    boolean covers(String other) {
        return user.isEmpty() || user.get().equals(other);
    }
}
