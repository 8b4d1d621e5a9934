package dev.intarsia.gateway.startup;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Refuses to start a gateway that has no address of its own beside others of its group: each would hold some of the users,
 * and neither could find the other's. Of several that start at the same moment, one starts.
 */
final class LoneGateway {
    static final Duration LOOK = Duration.ofMillis(250);

    /** How many times a gateway that has joined has to find itself alone; another one's look may be that old. */
    private static final int LOOKS = 4;

    private final String group;
    private final Supplier<SortedMap<String, String>> members;
    private final Duration patience;
    private final BooleanSupplier pause;

    /** @param patience how long a member that was killed may still be listed */
    LoneGateway(GroupMembers members, Duration patience) {
        this(members.group(), members, patience, LoneGateway::sleep);
    }

    /**
     * @param members hosts by client id
     * @param pause lets {@link #LOOK} pass; false where this thread was told to end
     */
    LoneGateway(String group, Supplier<SortedMap<String, String>> members, Duration patience, BooleanSupplier pause) {
        this.group = requireNonNull(group);
        this.members = requireNonNull(members);
        this.patience = requireNonNull(patience);
        this.pause = requireNonNull(pause);
    }

    /**
     * Before joining: waits until nobody is in the group.
     *
     * @throws GatewayStartException where the group has a member that stays
     */
    void awaitEmptyGroup() {
        Duration waited = Duration.ZERO;
        SortedMap<String, String> others = members.get();
        while (!others.isEmpty()) {
            refuseAfter(patience, waited, others);
            if (!pause.getAsBoolean()) {
                return;
            }
            waited = waited.plus(LOOK);
            others = members.get();
        }
    }

    /**
     * While joining: returns once this gateway is in the group and others are not, or can be left to find that out. Whoever
     * sees another before itself came second. Where both came between two looks, the one with the lower client id stays; the
     * other waits for as long as a member that was killed is listed, since the first may be about to leave.
     *
     * @param own client ids of this gateway's consumers
     * @throws GatewayStartException where another one has the group
     */
    void awaitOwnGroup(Supplier<Set<String>> own) {
        boolean joined = false;
        int alone = 0;
        Duration waited = Duration.ZERO;
        while (alone < LOOKS && (joined || waited.compareTo(patience) <= 0)) {
            Set<String> mine = own.get();
            SortedMap<String, String> others = members.get();
            joined |= others.keySet().removeAll(mine);
            if (!others.isEmpty() && (!joined || isBefore(others, mine))) {
                refuseAfter(joined ? patience : Duration.ZERO, waited, others);
                alone = 0;
            } else if (joined) {
                alone++;
            }
            if (!pause.getAsBoolean()) {
                return;
            }
            waited = waited.plus(LOOK);
        }
    }

    private static boolean isBefore(SortedMap<String, String> others, Set<String> mine) {
        return mine.stream().allMatch(own -> others.firstKey().compareTo(own) < 0);
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
