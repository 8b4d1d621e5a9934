package dev.intarsia.stack.bench.knowledge;

/**
 * Milliseconds to find a user's past alone, without prompt and model.
 *
 * @param events of a user, at most
 * @param questions how many were measured
 * @param readP50Millis to read the user's events from the store
 * @param wholeP50Millis to read them, to find the most similar ones and to write the profile
 * @param keptP50Millis the same where the user's past is in memory since an earlier question
 */
public record PastFigures(
        int events,
        int questions,
        double readP50Millis,
        double readP95Millis,
        double wholeP50Millis,
        double wholeP95Millis,
        double keptP50Millis,
        double keptP95Millis) {}
