package dev.intarsia.gateway.topology;

/**
 * How much is kept of one user's events, whatever the user sends. Beyond either bound, the events that the user did first
 * go first.
 *
 * @param events how many at most; 0 for none
 * @param bytes of their records together at most; an event that is larger alone is not kept, and takes no other's place
 */
public record HistoryBounds(int events, long bytes) {
    public HistoryBounds {
        if (events < 0) {
            throw new IllegalArgumentException(
                    "history.max-events is " + events + "; give a number of events, or 0 to keep none.");
        }
        if (bytes < 0) {
            throw new IllegalArgumentException("history.max-bytes is " + bytes + "; give a number of bytes, from 0.");
        }
    }
}
