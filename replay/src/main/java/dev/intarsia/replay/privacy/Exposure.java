package dev.intarsia.replay.privacy;

/** What an attacker looks at, and what about. */
enum Exposure {
    PIECES("a sharer's pieces", "learned by the sharer's adapter"),
    ASSEMBLED("a user's assembled adapter", "in the user's history"),
    ANOTHERS("another user's assembled adapter", "learned by a sharer's adapter"),
    MEAN("the mean of the pool", "learned by a sharer's adapter"),
    SUM("a user's summed signatures", "in the sum"),
    SINGLE("one event's signature", "it is this event");

    private final String seen;
    private final String asked;

    Exposure(String seen, String asked) {
        this.seen = seen;
        this.asked = asked;
    }

    /** What is looked at, as reports name it. */
    String seen() {
        return seen;
    }

    /** What is asked of an event. */
    String asked() {
        return asked;
    }
}
