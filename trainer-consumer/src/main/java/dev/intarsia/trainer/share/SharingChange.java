package dev.intarsia.trainer.share;

import java.time.Instant;

/** Something a record of {@code roster} or {@code consents} says of a user. */
sealed interface SharingChange {
    String user();

    void applyTo(SharingRegister register);

    /** Elected to share. */
    record Elected(String user, double shareRatio) implements SharingChange {
        @Override
        public void applyTo(SharingRegister register) {
            register.elect(user, shareRatio);
        }
    }

    /** No longer elected. */
    record Dismissed(String user) implements SharingChange {
        @Override
        public void applyTo(SharingRegister register) {
            register.dismiss(user);
        }
    }

    /** Consents to share. */
    record Consented(String user, double shareRatio) implements SharingChange {
        @Override
        public void applyTo(SharingRegister register) {
            register.consent(user, shareRatio);
        }
    }

    /** Consents no longer. */
    record Withdrawn(String user) implements SharingChange {
        @Override
        public void applyTo(SharingRegister register) {
            register.withdraw(user);
        }
    }

    /** To be forgotten up to a moment. */
    record Erased(String user, Instant moment) implements SharingChange {
        @Override
        public void applyTo(SharingRegister register) {
            register.erase(user, moment);
        }
    }
}
