package dev.intarsia.replay.run;

/** Receives the progress of a replay; called from the thread that runs it. */
public interface ReplayListener {
    /** Nobody listens. */
    ReplayListener NONE = new ReplayListener() {};

    /**
     * A method begins.
     *
     * @param number from 1
     * @param methods how many there are
     */
    default void begins(String method, int number, int methods) {}

    /**
     * A method gets ready, before its first question.
     *
     * @param doing what, as a person reads it
     * @param done of {@code total} parts of that
     * @param secondsLeft of that, at its pace so far; not a number before there is one
     */
    default void preparing(String method, String doing, long done, long total, double secondsLeft) {}

    /**
     * A method goes on.
     *
     * @param done share of its events and questions that are done, 0 to 1
     * @param secondsLeft of this method, at its pace so far; not a number before there is one
     */
    default void at(String method, double done, double secondsLeft) {}

    /** A method is done. */
    default void done(String method, double seconds) {}
}
