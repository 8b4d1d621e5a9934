package dev.intarsia.gateway.topology;

/** A record can be read but contradicts itself. */
final class UnusableRecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableRecordException(String message) {
        super(message);
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new UnusableRecordException(otherwise);
        }
    }
}
