package dev.intarsia.replay.source;

/** Receives the progress of reading; called from the thread that reads. */
public interface ReadingListener {
    /** Nobody listens. */
    ReadingListener NONE = new ReadingListener() {};

    /** How much of the source has been read, from 0 to 1; negative where its length is not known. */
    default void at(double share) {}

    /**
     * Something has been left out.
     *
     * @param where the file and line, the topic and offset, or the like
     * @param why as a person can act on it
     */
    default void leftOut(String where, String why) {}
}
