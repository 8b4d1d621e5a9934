package dev.intarsia.assembler.user;

/**
 * The last assignment a user was given.
 *
 * @param version its number, from 1; 0 before the first
 * @param poolVersion the pool it was computed from
 */
public record Issued(long version, long poolVersion) {
    public static final Issued NONE = new Issued(0, 0);
}
