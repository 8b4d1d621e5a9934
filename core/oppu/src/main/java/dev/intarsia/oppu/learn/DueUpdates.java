package dev.intarsia.oppu.learn;

/** Says when updates fall due. */
@FunctionalInterface
interface DueUpdates {
    /** Whether a user with this many events, from 1, is due. */
    boolean due(String user, long events);
}
