package dev.intarsia.trainer.partition;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.oppu.learn.AdapterVersion;
import dev.intarsia.oppu.learn.StateOverlay;
import dev.intarsia.oppu.learn.UserState;
import dev.intarsia.oppu.learn.UserStates;
import dev.intarsia.trainer.state.Published;
import dev.intarsia.trainer.state.StoreChange;
import dev.intarsia.trainer.state.StoreCheckpoint;
import dev.intarsia.trainer.state.StoredUser;
import dev.intarsia.trainer.state.TrainerStore;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** The partitions this trainer works on, with their users in the local store. Not thread-safe. */
public final class AssignedPartitions implements UserStates {
    private static final Duration CONFIRM_EVERY = Duration.ofHours(1);

    private final Map<Integer, Held> partitions = new HashMap<>();
    private final TrainerStore store;
    private final ToIntFunction<String> partitionOf;

    /** @param partitionOf the partition of a user, on every topic */
    public AssignedPartitions(TrainerStore store, ToIntFunction<String> partitionOf) {
        this.store = requireNonNull(store);
        this.partitionOf = requireNonNull(partitionOf);
    }

    /** One partition: users whose records were found although they are to be forgotten, and how many users there are. */
    private static final class Held {
        private final Set<String> pendingErasure;
        private StoreCheckpoint checkpoint;
        private long users;

        Held(Restored restored, long users) {
            this.pendingErasure = new HashSet<>(restored.pendingErasure());
            this.checkpoint = restored.checkpoint();
            this.users = users;
        }
    }

    @Override
    public UserState of(String user) {
        return stored(user).state();
    }

    @Override
    public AdapterState adapter(String user) {
        return store.adapter(partitionOf.applyAsInt(user), user);
    }

    /** Nobody: orders of release are in the register of sharers, not in the store. */
    @Override
    public boolean released(String user) {
        return false;
    }

    /** How many partitions are held. */
    public int partitions() {
        return partitions.size();
    }

    /** The numbers of those held. */
    public Set<Integer> numbers() {
        return Set.copyOf(partitions.keySet());
    }

    /** Whether a user is of one of those held. */
    public boolean covers(String user) {
        return partitions.containsKey(partitionOf.applyAsInt(user));
    }

    /** What stands on the topics of a user of whom anything is known; nothing of others. */
    public Optional<Published> known(String user) {
        int partition = partitionOf.applyAsInt(user);
        return partitions.containsKey(partition) ? store.published(partition, user) : Optional.empty();
    }

    /** What stands of a user on the topics. */
    public Published published(String user) {
        return known(user).orElse(StoredUser.NONE.published());
    }

    private StoredUser stored(String user) {
        int partition = partitionOf.applyAsInt(user);
        return partitions.containsKey(partition) ? store.user(partition, user) : StoredUser.NONE;
    }

    /**
     * Takes over what a batch changed, once it is committed.
     *
     * @param published per user what now stands on the topics
     * @param positions by partition and topic, up to where the log is worked on with it
     */
    public void apply(
            StateOverlay overlay, Map<String, Published> published, Map<Integer, Map<String, Long>> positions) {
        Set<String> users = new LinkedHashSet<>(overlay.changed().keySet());
        users.addAll(published.keySet());
        Instant now = Instant.now();
        try (StoreChange change = store.change()) {
            for (String user : users) {
                apply(user, overlay, published.get(user), change);
            }
            positions.forEach((partition, further) -> {
                Held held = held(partition);
                held.checkpoint = held.checkpoint.at(further, now);
                change.checkpoint(partition, held.checkpoint);
            });
            change.write();
        }
    }

    private void apply(String user, StateOverlay overlay, @Nullable Published published, StoreChange change) {
        int partition = partitionOf.applyAsInt(user);
        Held held = held(partition);
        StoredUser before = store.user(partition, user);
        UserState state = overlay.changed().get(user);
        StoredUser now = state == null ? before : before.with(state);
        now = published == null ? now : now.with(published);
        change.put(partition, user, now);
        AdapterState adapter = overlay.adapters().get(user);
        if (adapter != null && anew(before, now)) {
            change.noAdapter(partition, user).adapter(partition, user, adapter);
        } else if (adapter != null) {
            change.adapter(partition, user, adapter);
        } else if (now.state().own() == null) {
            change.noAdapter(partition, user);
        }
        if (published != null) {
            held.pendingErasure.remove(user);
        }
        held.users += (before.none() ? 1 : 0) - (now.none() ? 1 : 0);
    }

    /** Whether an adapter was trained from the base although there was one: what that had learned must leave the files. */
    private static boolean anew(StoredUser before, StoredUser now) {
        AdapterVersion own = now.state().own();
        return before.state().own() != null && own != null && own.parentVersion() == 0;
    }

    private Held held(int partition) {
        return requireNonNull(partitions.get(partition), () -> "partition " + partition);
    }

    /** Says from time to time that the positions of partitions without traffic are still up to date. */
    public void confirm() {
        Instant now = Instant.now();
        partitions.forEach((partition, held) -> {
            if (held.checkpoint.asOf().plus(CONFIRM_EVERY).isBefore(now)) {
                held.checkpoint = held.checkpoint.at(Map.of(), now);
                try (StoreChange change = store.change()) {
                    change.checkpoint(partition, held.checkpoint).write();
                }
            }
        });
    }

    /** Users who are to be forgotten and of whom something was found on the topics. */
    public Set<String> pendingErasure() {
        Set<String> all = new HashSet<>();
        partitions.values().forEach(held -> all.addAll(held.pendingErasure));
        return all;
    }

    /** The users of a partition who match, by name and by what stands of them on the topics. */
    public Set<String> users(int partition, BiPredicate<String, Published> matching) {
        Set<String> users = new HashSet<>();
        store.forEach(partition, (user, stored) -> {
            if (matching.test(user, stored.published())) {
                users.add(user);
            }
        });
        return users;
    }

    /** Takes a partition that was read back. */
    void add(int partition, Restored restored) {
        partitions.put(partition, new Held(restored, store.count(partition)));
    }

    /** Lets a partition go; one that is not held is passed over. Its users stay in the store, as of now. */
    public void remove(int partition) {
        partitions.remove(partition);
    }

    /** How many users have a history or an adapter here. */
    public long users() {
        return partitions.values().stream().mapToLong(held -> held.users).sum();
    }
}
