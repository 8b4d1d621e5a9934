package dev.intarsia.replay.lamp;

import java.io.IOException;

/** Takes what is read of a folder, one thing after the other. */
public interface LampReader {
    /** @param gold the true answer, stripped */
    void question(LampQuestion question, String gold) throws IOException;

    /**
     * Something cannot be used.
     *
     * @param reason a short phrase without anything that differs from case to case
     * @param where the file and the question
     */
    void leftOut(String reason, String where);

    /** The same with what is wrong with this one, as a person can act on it. */
    default void leftOut(String reason, String where, String why) {
        leftOut(reason, where);
    }

    /** How much of the folder has been read, from 0 to 1. */
    default void at(double share) {}
}
