package dev.intarsia.trainer.share;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Something a record of {@code roster}, {@code consents} or {@code erasures} says.
 *
 * @param effect changes what is known so far; gives whose standing may be another now
 */
record SharingChange(Function<SharingRegister, Optional<String>> effect) {
    SharingChange {
        requireNonNull(effect);
    }

    /** What a record says of a user. */
    static SharingChange of(String user, Consumer<SharingRegister> effect) {
        return new SharingChange(register -> {
            effect.accept(register);
            return Optional.of(user);
        });
    }
}
