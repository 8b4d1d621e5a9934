package dev.intarsia.assembler.reassemble;

import org.roaringbitmap.RoaringBitmap;

/**
 * Users who wait to be looked at, each once. They are taken in a circle, so that nobody waits longer than one round,
 * however many others are added meanwhile.
 */
final class WaitingUsers {
    private static final long NOBODY = -1;

    private final RoaringBitmap users = new RoaringBitmap();
    private int next;
    private long roundBegan = NOBODY;
    private long earlierRoundBegan = NOBODY;

    void add(RoaringBitmap more, long now) {
        if (!more.isEmpty()) {
            begin(now);
            users.or(more);
        }
    }

    private void begin(long now) {
        if (users.isEmpty()) {
            roundBegan = now;
            earlierRoundBegan = now;
        }
    }

    void remove(int user) {
        users.remove(user);
    }

    boolean isEmpty() {
        return users.isEmpty();
    }

    int size() {
        return users.getCardinality();
    }

    /** Takes the next user; there is one. */
    int take(long now) {
        long found = users.nextValue(next);
        if (found < 0) {
            earlierRoundBegan = roundBegan;
            roundBegan = now;
            found = users.first();
        }
        int user = (int) found;
        users.remove(user);
        next = user + 1;
        return user;
    }

    /** Since when somebody may have been waiting, in ms; {@code now} where nobody is. */
    long since(long now) {
        return users.isEmpty() ? now : Math.min(earlierRoundBegan, now);
    }
}
