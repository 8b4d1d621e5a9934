package dev.intarsia.trainer.share;

import static java.util.Objects.requireNonNull;

import java.util.function.Consumer;

/**
 * Something a record of {@code roster} or {@code consents} says of a user.
 *
 * @param effect what it does to what is known so far
 */
record SharingChange(String user, Consumer<SharingRegister> effect) {
    SharingChange {
        requireNonNull(user);
        requireNonNull(effect);
    }
}
