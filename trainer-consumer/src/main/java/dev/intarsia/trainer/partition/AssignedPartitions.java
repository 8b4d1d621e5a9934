package dev.intarsia.trainer.partition;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.oppu.learn.StateOverlay;
import dev.intarsia.oppu.learn.UserState;
import dev.intarsia.oppu.learn.UserStates;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** The partitions this trainer works on. Not thread-safe. */
public final class AssignedPartitions implements UserStates {
    private final Map<Integer, PartitionState> partitions = new HashMap<>();
    private final AdapterStore store;
    private final ToIntFunction<String> partitionOf;

    /** @param partitionOf the partition of a user, on every topic */
    public AssignedPartitions(AdapterStore store, ToIntFunction<String> partitionOf) {
        this.store = requireNonNull(store);
        this.partitionOf = requireNonNull(partitionOf);
    }

    @Override
    public UserState of(String user) {
        PartitionState partition = partition(user);
        return partition == null ? UserState.NEW : partition.users.getOrDefault(user, UserState.NEW);
    }

    @Override
    public AdapterState adapter(String user) {
        return store.get(user);
    }

    /** How many partitions are held. */
    public int partitions() {
        return partitions.size();
    }

    /** Whether anything is known of the user, or stands of them on the topics. */
    public boolean knows(String user) {
        PartitionState partition = partition(user);
        return partition != null
                && (partition.users.containsKey(user)
                        || partition.adapterModules.containsKey(user)
                        || partition.pieces.containsKey(user));
    }

    /** What stands of a user on the topics. */
    public Published published(String user) {
        PartitionState partition = requireNonNull(partition(user), user);
        return new Published(
                partition.adapterModules.getOrDefault(user, Set.of()), partition.pieces.getOrDefault(user, Map.of()));
    }

    /**
     * Takes over what a batch changed, once it is committed.
     *
     * @param published per user what now stands on the topics
     */
    public void apply(StateOverlay overlay, Map<String, Published> published) {
        overlay.changed().forEach((user, state) -> {
            PartitionState partition = requireNonNull(partition(user), user);
            if (state.equals(UserState.NEW)) {
                partition.users.remove(user);
            } else {
                partition.users.put(user, state);
            }
            if (state.own() == null) {
                store.erase(user);
            }
        });
        overlay.adapters().forEach(store::put);
        published.forEach((user, now) -> {
            PartitionState partition = requireNonNull(partition(user), user);
            putOrRemove(
                    partition.adapterModules,
                    user,
                    now.adapterModules(),
                    now.adapterModules().isEmpty());
            putOrRemove(partition.pieces, user, now.pieces(), now.pieces().isEmpty());
            partition.pendingErasure.remove(user);
        });
    }

    /** Users who are to be forgotten and of whom something was found on the topics. */
    public Set<String> pendingErasure() {
        Set<String> all = new HashSet<>();
        partitions.values().forEach(partition -> all.addAll(partition.pendingErasure));
        return all;
    }

    /** The users of a partition of whom something stands on the topics, or who match. */
    public Set<String> users(int partition, Predicate<String> matching) {
        PartitionState state = requireNonNull(partitions.get(partition));
        Set<String> users = state.published();
        state.users.keySet().stream().filter(matching).forEach(users::add);
        return users;
    }

    /** Takes a partition that was read back. */
    void add(PartitionState partition) {
        partitions.put(partition.partition, partition);
    }

    /** Lets a partition go; one that is not held is passed over. */
    public void remove(int partition) {
        PartitionState removed = partitions.remove(partition);
        if (removed != null) {
            removed.users.keySet().forEach(store::remove);
        }
    }

    /** How many users have a history or an adapter here. */
    public int users() {
        return partitions.values().stream()
                .mapToInt(partition -> partition.users.size())
                .sum();
    }

    private static <T> void putOrRemove(Map<String, T> map, String user, T value, boolean empty) {
        if (empty) {
            map.remove(user);
        } else {
            map.put(user, value);
        }
    }

    private @Nullable PartitionState partition(String user) {
        return partitions.get(partitionOf.applyAsInt(user));
    }
}
