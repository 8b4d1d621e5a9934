package dev.intarsia.model.decode;

/** Every slot is taken and as many requests wait as may. */
public final class QueueFullException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    QueueFullException(int slots, int queue) {
        super("All " + slots + " slots run and " + queue + " requests wait already; ask again later.");
    }
}
