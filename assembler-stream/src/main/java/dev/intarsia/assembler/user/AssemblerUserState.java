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
public record AssemblerUserState(
        Behavior behavior, Issued issued, @Nullable Sharing sharing) {
    public AssemblerUserState {
        requireNonNull(behavior, "behavior");
        requireNonNull(issued, "issued");
    }

    /** A user never heard of. */
    public static AssemblerUserState unknown() {
        return new AssemblerUserState(Behavior.none(""), Issued.NONE, null);
    }

    /** This state for signatures of a base model: what was said under another one no longer counts. */
    AssemblerUserState under(String baseModel) {
        if (behavior.baseModel().equals(baseModel)) {
            return this;
        }
        return new AssemblerUserState(
                Behavior.none(baseModel), issued, sharing == null ? null : new Sharing(sharing.shareRatio(), 0));
    }

    /** How many events count in the user's signature. */
    public long events() {
        return behavior.statistics().events();
    }

    AssemblerUserState with(Behavior next) {
        return new AssemblerUserState(next, issued, sharing);
    }

    AssemblerUserState with(Issued next) {
        return new AssemblerUserState(behavior, next, sharing);
    }

    AssemblerUserState sharing(@Nullable Sharing next) {
        return new AssemblerUserState(behavior, issued, next);
    }
}
