package dev.intarsia.assembler.user;

/**
 * A user's consent to share, and what the election knows of the user.
 *
 * @param shareRatio share of the modules that may become pieces, above 0 and at most 1
 * @param announcedEvents the user's events when last announced as a candidate; 0 before
 */
public record Sharing(double shareRatio, long announcedEvents) {}
