package dev.intarsia.trainer.observe;

/** What a batch spends its time on, one after the other. */
public enum BatchPhase {
    /** Waiting for its first event and gathering the others. */
    POLL,
    /** Making sure that no decision of a user is missed. */
    DECISIONS,
    /** Reading the events, taking their losses and signatures, training and cutting pieces. */
    WORK,
    /** Encoding what goes out and handing it to the producer. */
    WRITE,
    /** Sending it, and committing the transaction. */
    COMMIT,
    /** Taking it over into the local store. */
    STORE
}
