package dev.intarsia.assembler.reassemble;

import dev.intarsia.assembler.pool.PoolChange;
import dev.intarsia.pieces.pool.PieceId;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Who holds whose pieces, and whom a change of the pool can affect. In memory: per user a name, two numbers and a bit
 * for each sharer, and per sharer a compressed set of users.
 *
 * <p>Users wait in four queues: holders of a piece that is gone; holders of a piece with a new version; and of the others
 * those who can gain much and those who can gain little. Every other user is taken from the first queue that has one, and
 * those between in a circle through all who wait: with n users who wait, each is among the next 2 n, whatever changes
 * meanwhile.
 *
 * <p>What a user can gain from gates g is taken to be at most {@code ½ ‖g‖² ‖x‖² / (S n)} nats an event, for a summed
 * signature x of n events and S sharers; pieces that are uncorrelated under the prior bring at most {@code 1 / (4 T)} of it
 * at a temper of T. Whoever can gain no more than the margin is looked at when nobody else waits.
 */
public final class AffectedUsers {
    /** Gaining so many margins is much. */
    private static final double MUCH = 100;

    private final double margin;
    private final UserNumbers numbers = new UserNumbers();
    private final UserNumbers sharerNumbers = new UserNumbers();
    /** Users by sharer. */
    private final Map<Integer, RoaringBitmap> holders = new HashMap<>();
    /** Sharers by user. */
    private final Map<Integer, BitSet> held = new HashMap<>();

    private final RoaringBitmap everybody = new RoaringBitmap();
    private float[] reach = new float[64];

    private final WaitingUsers gone = new WaitingUsers();
    private final WaitingUsers replaced = new WaitingUsers();
    private final WaitingUsers much = new WaitingUsers();
    private final WaitingUsers little = new WaitingUsers();
    /** All of these queues together. */
    private final WaitingUsers waiting = new WaitingUsers();

    private final WaitingUsers atLeisure = new WaitingUsers();

    public AffectedUsers(double margin) {
        this.margin = margin;
    }

    /**
     * A user has been looked at.
     *
     * @param sharers whose pieces the user's assignment has; each may be named more than once
     * @param squares {@code ‖x‖² / n} of the user's signature
     */
    public void enroll(String user, Collection<String> sharers, double squares) {
        int number = numbers.of(user);
        everybody.add(number);
        if (number >= reach.length) {
            reach = Arrays.copyOf(reach, Math.max(number + 1, reach.length * 2));
        }
        reach[number] = (float) squares;
        BitSet now = new BitSet();
        for (String sharer : sharers) {
            now.set(sharerNumbers.of(sharer));
        }
        hold(number, now);
        unqueue(number);
    }

    private void hold(int number, BitSet sharers) {
        BitSet before = sharers.isEmpty() ? held.remove(number) : held.put(number, sharers);
        if (before == null || !before.equals(sharers)) {
            BitSet changed = (BitSet) sharers.clone();
            if (before != null) {
                changed.xor(before);
            }
            changed.stream().forEach(sharer -> {
                if (sharers.get(sharer)) {
                    holders.computeIfAbsent(sharer, key -> new RoaringBitmap()).add(number);
                } else {
                    letGo(sharer, number);
                }
            });
        }
    }

    /**
     * A user has been looked at and keeps the assignment.
     *
     * @param squares as in {@link #enroll}
     * @return false where the user is not enrolled
     */
    public boolean stays(String user, double squares) {
        Integer number = numbers.find(user);
        if (number == null) {
            return false;
        }
        reach[number] = (float) squares;
        unqueue(number);
        return true;
    }

    private void letGo(int sharer, int number) {
        RoaringBitmap of = holders.get(sharer);
        if (of != null) {
            of.remove(number);
            if (of.isEmpty()) {
                holders.remove(sharer);
                sharerNumbers.free(sharer);
            }
        }
    }

    private void unqueue(int number) {
        gone.remove(number);
        replaced.remove(number);
        much.remove(number);
        little.remove(number);
        waiting.remove(number);
        atLeisure.remove(number);
    }

    /** A user is no longer known. */
    public void forget(String user) {
        Integer number = numbers.find(user);
        if (number != null) {
            unqueue(number);
            everybody.remove(number);
            hold(number, new BitSet());
            numbers.remove(user);
        }
    }

    /**
     * The pool has changed.
     *
     * @param sharers how many the pool has
     */
    public void change(PoolChange change, int sharers, long now) {
        add(gone, holdersOf(change.gone()), now);
        add(replaced, holdersOf(change.replaced()), now);
        if (change.everybody()) {
            all(now);
        } else if (change.squaredGates() > 0) {
            addOthers(change.squaredGates() / (2.0 * Math.max(1, sharers)), now);
        }
        atLeisure.add(everybody, now);
    }

    /** Everybody may be affected. */
    public void all(long now) {
        add(much, everybody, now);
    }

    private void add(WaitingUsers queue, RoaringBitmap users, long now) {
        queue.add(users, now);
        waiting.add(users, now);
    }

    private void addOthers(double gainPerSquare, long now) {
        RoaringBitmap large = new RoaringBitmap();
        RoaringBitmap small = new RoaringBitmap();
        everybody.forEach((int number) -> {
            double gain = gainPerSquare * reach[number];
            if (gain > MUCH * margin) {
                large.add(number);
            } else if (gain > margin) {
                small.add(number);
            }
        });
        add(much, large, now);
        add(little, small, now);
    }

    private RoaringBitmap holdersOf(Set<PieceId> pieces) {
        RoaringBitmap all = new RoaringBitmap();
        pieces.stream().map(PieceId::sharer).distinct().forEach(sharer -> {
            Integer number = sharerNumbers.find(sharer);
            if (number != null) {
                all.or(holders.getOrDefault(number, new RoaringBitmap()));
            }
        });
        return all;
    }

    /**
     * The next user to be looked at.
     *
     * @param turn counts the calls
     * @return null where nobody waits
     */
    public @Nullable String next(long turn, long now) {
        return turn % 2 == 0 ? first(now, gone, replaced, much, little) : nextInCircle(now);
    }

    /** The next of all who wait, in a circle, so that each is among the next n; null where nobody waits. */
    public @Nullable String nextInCircle(long now) {
        return first(now, waiting);
    }

    /** The next of those who can gain no more than the margin, for times when nobody waits; null where there is none. */
    public @Nullable String nextAtLeisure(long now) {
        return first(now, atLeisure);
    }

    private @Nullable String first(long now, WaitingUsers... queues) {
        for (WaitingUsers queue : queues) {
            if (!queue.isEmpty()) {
                int number = queue.take(now);
                unqueue(number);
                return numbers.user(number);
            }
        }
        return null;
    }

    /** How many users wait. */
    public int waiting() {
        return waiting.size();
    }

    /** Since when somebody may have been waiting, in ms; {@code now} where nobody is. */
    public long since(long now) {
        return waiting.since(now);
    }
}
