package dev.intarsia.stack.bench.knowledge;

/**
 * What a gateway's history store takes of users whose events exceed its bounds.
 *
 * @param maxEvents of a user that may be kept
 * @param maxBytes of a user that may be kept
 * @param sentEvents of all users
 * @param keptEvents of all users
 * @param mostEvents of one user
 * @param mostBytes of one user
 * @param usersOverBounds of whom more is kept
 * @param usersKeptOtherwise of whom not exactly the newest events that the bounds allow are kept
 * @param keptBytes of all users' events, as the bounds count them
 * @param diskBytes of the store's files
 * @param boundBytes users times {@code maxBytes}
 * @param fillSeconds from the first event sent to the last one read
 * @param residentMibBefore of this process without any events, after what is free has been given back
 * @param residentMibAfter the same with all
 */
public record StoreFigures(
        int users,
        int maxEvents,
        long maxBytes,
        double factor,
        long sentEvents,
        long keptEvents,
        int mostEvents,
        long mostBytes,
        int usersOverBounds,
        int usersKeptOtherwise,
        long keptBytes,
        long diskBytes,
        long boundBytes,
        double fillSeconds,
        double residentMibBefore,
        double residentMibAfter) {
    /** The same once the store has been closed and so has written everything. */
    StoreFigures onDisk(long bytes) {
        return new StoreFigures(
                users,
                maxEvents,
                maxBytes,
                factor,
                sentEvents,
                keptEvents,
                mostEvents,
                mostBytes,
                usersOverBounds,
                usersKeptOtherwise,
                keptBytes,
                bytes,
                boundBytes,
                fillSeconds,
                residentMibBefore,
                residentMibAfter);
    }

    /** Whether nobody has more than may be kept, nor anything else. */
    public boolean sound() {
        return usersOverBounds == 0 && usersKeptOtherwise == 0;
    }
}
