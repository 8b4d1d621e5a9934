package dev.intarsia.service.progress;

/**
 * How far a group has read a partition.
 *
 * @param read the next offset to be read
 * @param end the offset after the last record that may be read
 */
public record Position(long read, long end) {
    /** How many offsets are left, not all of which need be records. */
    public long behind() {
        return Math.max(0, end - read);
    }
}
