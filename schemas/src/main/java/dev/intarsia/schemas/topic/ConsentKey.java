package dev.intarsia.schemas.topic;

import static java.util.Objects.requireNonNull;

/**
 * Whom, or what of them, a record of {@code consents} is about: a user's decision, the erasure of the user, or the erasure
 * of one event. As text it is the user, or user and event id with a tab between, which neither may hold.
 *
 * @param user decides the partition
 * @param eventId the event that is to be erased; empty where the record is about the user
 */
public record ConsentKey(String user, String eventId) {
    private static final char BETWEEN = '\t';

    public ConsentKey {
        if (requireNonNull(user).isEmpty()) {
            throw new IllegalArgumentException("A key of consents needs a user; give one, or user and event id.");
        }
        if (user.indexOf(BETWEEN) >= 0 || requireNonNull(eventId).indexOf(BETWEEN) >= 0) {
            throw new IllegalArgumentException("A part of a key holds a tab; give user and event id without one.");
        }
    }

    /** Of what a user decides, and of the erasure of the user. */
    public static ConsentKey of(String user) {
        return new ConsentKey(user, "");
    }

    /**
     * Of the erasure of one event.
     *
     * @throws IllegalArgumentException where either is empty or holds a tab
     */
    public static ConsentKey of(String user, String eventId) {
        if (eventId.isEmpty()) {
            throw new IllegalArgumentException("An event needs an id; give the one it was sent with.");
        }
        return new ConsentKey(user, eventId);
    }

    /**
     * Reads a key.
     *
     * @throws IllegalArgumentException where a part is missing
     */
    public static ConsentKey parse(String text) {
        int tab = text.indexOf(BETWEEN);
        return tab < 0 ? of(text) : of(text.substring(0, tab), text.substring(tab + 1));
    }

    /** Whether it is about one event, and so erases it. */
    public boolean isEvent() {
        return !eventId.isEmpty();
    }

    @Override
    public String toString() {
        return isEvent() ? user + BETWEEN + eventId : user;
    }
}
