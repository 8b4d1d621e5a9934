package dev.intarsia.ingest.file;

/** Hears how far a file has got; called from the thread that sends it. */
@FunctionalInterface
public interface IngestProgress {
    /** Nobody listens. */
    IngestProgress NONE = (events, unreadable, share) -> {};

    /**
     * A part of the file has been acknowledged.
     *
     * @param events how many events so far
     * @param unreadable how many unreadable lines so far
     * @param share of the source that has been read, 0 to 1; negative where its length is not known
     */
    void at(long events, long unreadable, double share);
}
