package dev.intarsia.trainer.verify;

/** Told how far a verification has come. */
@FunctionalInterface
public interface VerificationProgress {
    /** Nobody listens. */
    VerificationProgress NONE = (stage, done, total) -> {};

    /**
     * Some more is done.
     *
     * @param stage what is being done
     * @param done and {@code total} in records or users, as the stage has them
     */
    void at(String stage, long done, long total);
}
