package dev.intarsia.assembler.user;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * All the assembler keeps of a user.
 *
 * @param behavior what the user's events said
 * @param issued the last assignment
 * @param sharing the user's consent; null without one
 */
public record UserState(
        Behavior behavior, Issued issued, @Nullable Sharing sharing) {
    public UserState {
        requireNonNull(behavior, "behavior");
        requireNonNull(issued, "issued");
    }

    /** A user never heard of. */
    public static UserState unknown() {
        return new UserState(Behavior.none(""), Issued.NONE, null);
    }

    /** This state for signatures of a base model: what was said under another one no longer counts. */
    UserState under(String baseModel) {
        if (behavior.baseModel().equals(baseModel)) {
            return this;
        }
        return new UserState(
                Behavior.none(baseModel), issued, sharing == null ? null : new Sharing(sharing.shareRatio(), 0));
    }

    /** How many events are in the standing signature. */
    public long events() {
        return behavior.signature().events();
    }

    UserState with(Behavior next) {
        return new UserState(next, issued, sharing);
    }

    UserState with(Issued next) {
        return new UserState(behavior, next, sharing);
    }

    UserState sharing(@Nullable Sharing next) {
        return new UserState(behavior, issued, next);
    }
}
