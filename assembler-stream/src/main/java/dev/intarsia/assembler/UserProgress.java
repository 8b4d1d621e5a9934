package dev.intarsia.assembler;

/**
 * How far an assembler has followed a user.
 *
 * @param events how many events count
 * @param assignment version of the last assignment; 0 before the first
 */
public record UserProgress(long events, long assignment) {
    /** Of a user without any event. */
    public static final UserProgress NONE = new UserProgress(0, 0);
}
