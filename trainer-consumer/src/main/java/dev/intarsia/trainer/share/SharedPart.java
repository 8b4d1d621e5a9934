package dev.intarsia.trainer.share;

import static java.util.Objects.requireNonNull;

import dev.intarsia.schemas.topic.WithdrawalReason;

/**
 * How much of a user's adapter may become pieces.
 *
 * @param ratio the share of the modules, 0 to 1
 * @param rest why no more of them may
 */
public record SharedPart(double ratio, WithdrawalReason rest) {
    public SharedPart {
        requireNonNull(rest);
    }
}
