package dev.intarsia.schemas.validation;

import java.time.Duration;
import java.time.Instant;

/**
 * Which times a record may hold. The bound is the record's own timestamp and not the reader's clock, so that a record
 * that was refused once is refused whenever it is read again. The broker keeps that timestamp near its clock
 * ({@code message.timestamp.after.max.ms}).
 */
public final class PlausibleTime {
    /** How far a service's clock may be ahead of the clock that dated the record. */
    public static final Duration CLOCKS = Duration.ofHours(1);

    /** How far ahead of the record's time a user may date what they did. */
    public static final Duration AHEAD = Duration.ofDays(1);

    /** By how much more the clock that dated a copy may be behind the one that dated the original. */
    private static final Duration COPIED = Duration.ofHours(12);

    private PlausibleTime() {}

    /** Checks when a service did something. */
    static void ofService(String field, Instant time, Instant written) {
        check(field, time, written.plus(CLOCKS), written);
    }

    /** Checks when a user did something. */
    static void ofUser(String field, Instant time, Instant written) {
        check(field, time, written.plus(AHEAD), written);
    }

    /** Checks when a service did something, in a record that was made from the one that says it. */
    static void copiedOfService(String field, Instant time, Instant written) {
        check(field, time, written.plus(CLOCKS).plus(COPIED), written);
    }

    /** Checks when a user did something, in a record that was made from the one that says it. */
    static void copiedOfUser(String field, Instant time, Instant written) {
        check(field, time, written.plus(AHEAD).plus(COPIED), written);
    }

    private static void check(String field, Instant time, Instant latest, Instant written) {
        Checks.require(
                !time.isBefore(Instant.EPOCH),
                RefusalReason.TIME,
                field,
                () -> "is " + time + ", before 1970; write milliseconds since then");
        Checks.require(
                !time.isAfter(latest),
                RefusalReason.TIME,
                field,
                () -> "is " + time + ", too far after the record's own time " + written
                        + "; write milliseconds, by a clock that is right");
    }
}
