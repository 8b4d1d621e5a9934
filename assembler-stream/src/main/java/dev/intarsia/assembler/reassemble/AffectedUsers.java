package dev.intarsia.assembler.reassemble;

import dev.intarsia.assembler.pool.PoolChange;
import dev.intarsia.pieces.pool.PieceId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Who holds whose pieces, and whom a change of the pool can affect. In memory: per user a name and two numbers, and per
 * sharer a compressed set of users.
 *
 * <p>Users wait in four queues: holders of a piece that is gone; holders of a piece with a new version; and of the others
 * those who can gain much and those who can gain little. What a user can gain from a gate g is bounded by
 * {@code ½ (‖g‖ ‖x‖)² / (S n T)} nats an event for a summed signature x of n events, S sharers, temper T and a piece that
 * is uncorrelated with those in use; whoever can gain less than the margin is not looked at.
 */
public final class AffectedUsers {
    /** Gaining so many margins is much. */
    private static final double MUCH = 100;

    private final double margin;
    private final UserNumbers numbers = new UserNumbers();
    private final Map<String, RoaringBitmap> holders = new HashMap<>();
    private final Map<Integer, Set<String>> held = new HashMap<>();
    private final RoaringBitmap everybody = new RoaringBitmap();
    private float[] reach = new float[64];

    private final WaitingUsers gone = new WaitingUsers();
    private final WaitingUsers replaced = new WaitingUsers();
    private final WaitingUsers much = new WaitingUsers();
    private final WaitingUsers little = new WaitingUsers();

    public AffectedUsers(double margin) {
        this.margin = margin;
    }

    /**
     * A user has been looked at.
     *
     * @param sharers whose pieces the user's assignment has
     * @param squares {@code ‖x‖² / (n T)} of the user's signature
     */
    public void enroll(String user, Set<String> sharers, double squares) {
        int number = numbers.of(user);
        everybody.add(number);
        if (number >= reach.length) {
            reach = Arrays.copyOf(reach, Math.max(number + 1, reach.length * 2));
        }
        reach[number] = (float) squares;
        Set<String> before = held.getOrDefault(number, Set.of());
        for (String sharer : before) {
            if (!sharers.contains(sharer)) {
                letGo(sharer, number);
            }
        }
        for (String sharer : sharers) {
            if (!before.contains(sharer)) {
                holders.computeIfAbsent(sharer, key -> new RoaringBitmap()).add(number);
            }
        }
        held.put(number, Set.copyOf(sharers));
        unqueue(number);
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

    private void letGo(String sharer, int number) {
        RoaringBitmap of = holders.get(sharer);
        if (of != null) {
            of.remove(number);
            if (of.isEmpty()) {
                holders.remove(sharer);
            }
        }
    }

    private void unqueue(int number) {
        gone.remove(number);
        replaced.remove(number);
        much.remove(number);
        little.remove(number);
    }

    /** A user is no longer known. */
    public void forget(String user) {
        Integer number = numbers.find(user);
        if (number != null) {
            unqueue(number);
            everybody.remove(number);
            held.getOrDefault(number, Set.of()).forEach(sharer -> letGo(sharer, number));
            held.remove(number);
            numbers.remove(user);
        }
    }

    /**
     * The pool has changed.
     *
     * @param sharers how many the pool has
     */
    public void change(PoolChange change, int sharers, long now) {
        gone.add(holdersOf(change.gone()), now);
        replaced.add(holdersOf(change.replaced()), now);
        if (change.everybody()) {
            much.add(everybody, now);
        } else if (change.largestGate() > 0) {
            addOthers(change.largestGate() / (2.0 * Math.max(1, sharers)), now);
        }
    }

    /** Everybody may be affected. */
    public void all(long now) {
        much.add(everybody, now);
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
        much.add(large, now);
        little.add(small, now);
    }

    private RoaringBitmap holdersOf(Set<PieceId> pieces) {
        Set<String> sharers = new HashSet<>();
        pieces.forEach(piece -> sharers.add(piece.sharer()));
        RoaringBitmap all = new RoaringBitmap();
        sharers.forEach(sharer -> all.or(holders.getOrDefault(sharer, new RoaringBitmap())));
        return all;
    }

    /**
     * The next user to be looked at.
     *
     * @param turn counts the calls: each queue gets its share of them, and what it does not need goes to the others
     * @return null where nobody waits
     */
    public @Nullable String next(long turn, long now) {
        WaitingUsers[] order = switch ((int) (turn % 8)) {
            case 5, 6 -> new WaitingUsers[] {much, gone, replaced, little};
            case 7 -> new WaitingUsers[] {little, gone, replaced, much};
            case 3, 4 -> new WaitingUsers[] {replaced, gone, much, little};
            default -> new WaitingUsers[] {gone, replaced, much, little};
        };
        for (WaitingUsers queue : order) {
            if (!queue.isEmpty()) {
                int number = queue.take(now);
                unqueue(number);
                return numbers.user(number);
            }
        }
        return null;
    }

    /** How many users wait, some of them more than once. */
    public int waiting() {
        return gone.size() + replaced.size() + much.size() + little.size();
    }

    /** Since when somebody may have been waiting, in ms; {@code now} where nobody is. */
    public long since(long now) {
        return Math.min(Math.min(gone.since(now), replaced.since(now)), Math.min(much.since(now), little.since(now)));
    }
}
