package dev.intarsia.gateway.startup;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Refuses to start a gateway that has no address of its own beside others of its group: each would hold some of the users,
 * and neither could find the other's. Of several that start at the same moment, one starts. Where the brokers do not answer,
 * they are asked again: nothing is concluded from that.
 */
final class LoneGateway {
    static final Duration LOOK = Duration.ofMillis(250);

    /** For how long the brokers may leave it open who is in the group. */
    static final Duration SILENCE = Duration.ofMinutes(2);

    /** How many times a gateway that has joined has to find itself alone; another one's look may be that old. */
    private static final int LOOKS = 4;

    private final String group;
    private final Supplier<Optional<SortedMap<String, String>>> members;
    private final Duration patience;
    private final LongSupplier nanoTime;
    private final BooleanSupplier pause;

    /** @param patience how long a member that was killed may still be listed */
    LoneGateway(GroupMembers members, Duration patience) {
        this(members.group(), members, patience, System::nanoTime, LoneGateway::sleep);
    }

    /**
     * @param members hosts by client id; empty where the brokers do not answer
     * @param nanoTime as {@link System#nanoTime}
     * @param pause lets {@link #LOOK} pass; false where this thread was told to end
     */
    LoneGateway(
            String group,
            Supplier<Optional<SortedMap<String, String>>> members,
            Duration patience,
            LongSupplier nanoTime,
            BooleanSupplier pause) {
        this.group = requireNonNull(group);
        this.members = requireNonNull(members);
        this.patience = requireNonNull(patience);
        this.nanoTime = requireNonNull(nanoTime);
        this.pause = requireNonNull(pause);
    }

    /**
     * Before joining: waits until nobody is in the group.
     *
     * @return false where this thread was told to end before that
     * @throws GatewayStartException where the group has a member that stays, or the brokers do not say
     */
    boolean awaitEmptyGroup() {
        return lookUntilDone((others, waited) -> {
            if (!others.isEmpty()) {
                refuseAfter(patience, waited, others);
            }
            return others.isEmpty();
        });
    }

    /**
     * While joining: returns once this gateway is in the group and others are not, or can be left to find that out. Whoever
     * sees another before itself came second; one that is there at the first look may have been killed, and is waited for.
     * Where both came between two looks, the one with the lower client id stays; the other waits for twice as long as a member
     * that was killed is listed, since the first may wait for that long itself before it leaves.
     *
     * @param own client ids of this gateway's consumers
     * @return false where this thread was told to end before that
     * @throws GatewayStartException where another one has the group, or the brokers do not say
     */
    boolean awaitOwnGroup(Supplier<Set<String>> own) {
        return lookUntilDone(new Joining(own));
    }

    private boolean lookUntilDone(Look look) {
        long asked = nanoTime.getAsLong();
        Optional<Long> first = Optional.empty();
        while (true) {
            Optional<SortedMap<String, String>> answer = members.get();
            long now = nanoTime.getAsLong();
            if (answer.isPresent()) {
                asked = now;
                first = first.or(() -> Optional.of(now));
                if (look.done(answer.get(), Duration.ofNanos(now - first.get()))) {
                    return true;
                }
            } else if (now - asked >= SILENCE.toNanos()) {
                throw new GatewayStartException("The brokers did not say for " + SILENCE.toSeconds()
                        + " s whether the group " + group + " has a gateway already; see whether they are healthy, then"
                        + " start again, or set http.advertised of every gateway to its own host:port.");
            }
            if (!pause.getAsBoolean()) {
                return false;
            }
        }
    }

    /** What follows from one answer of the brokers. */
    @FunctionalInterface
    private interface Look {
        /** @param waited since the first answer */
        boolean done(SortedMap<String, String> members, Duration waited);
    }

    /** What was seen of the group since this gateway began to join it. */
    private final class Joining implements Look {
        private final Supplier<Set<String>> own;
        private final Set<String> earlier = new HashSet<>();
        private boolean looked;
        private boolean joined;
        private int alone;

        Joining(Supplier<Set<String>> own) {
            this.own = own;
        }

        @Override
        public boolean done(SortedMap<String, String> others, Duration waited) {
            Set<String> mine = own.get();
            joined |= others.keySet().removeAll(mine);
            if (!looked && !joined) {
                earlier.addAll(others.keySet());
            }
            looked = true;
            earlier.retainAll(others.keySet());
            if (!others.isEmpty() && (!joined || !earlier.isEmpty() || isBefore(others, mine))) {
                boolean cameSecond = !joined && !earlier.containsAll(others.keySet());
                // Where this one looked first when both were there, the other may have seen it before itself and be
                // about to leave.
                Duration other = joined && earlier.isEmpty() ? patience.multipliedBy(2) : patience;
                refuseAfter(cameSecond ? Duration.ZERO : other, waited, others);
                alone = 0;
                return false;
            }
            if (joined) {
                alone++;
            }
            return alone >= LOOKS || (!joined && waited.compareTo(patience) >= 0);
        }

        private static boolean isBefore(SortedMap<String, String> others, Set<String> mine) {
            return mine.stream().allMatch(own -> others.firstKey().compareTo(own) < 0);
        }
    }

    private void refuseAfter(Duration limit, Duration waited, SortedMap<String, String> others) {
        if (waited.compareTo(limit) >= 0) {
            throw new GatewayStartException("The group " + group + " has a gateway already ("
                    + others.get(others.firstKey()) + "), and this one has no address by which the two could find each"
                    + " other's users; set http.advertised of every gateway to its own host:port, or give this one a"
                    + " kafka.group-id of its own.");
        }
    }

    private static boolean sleep() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
