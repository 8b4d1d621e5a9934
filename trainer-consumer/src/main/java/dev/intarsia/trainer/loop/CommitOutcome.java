package dev.intarsia.trainer.loop;

/** How a transaction ended. */
sealed interface CommitOutcome {
    /** Everything is written. */
    record Committed() implements CommitOutcome {}

    /** Nothing is written; the batch can be worked on again. */
    record Aborted(RuntimeException cause) implements CommitOutcome {}

    /** It is not known what is written, or somebody else may have gone on: the log must be asked. */
    record Lost(RuntimeException cause) implements CommitOutcome {}
}
