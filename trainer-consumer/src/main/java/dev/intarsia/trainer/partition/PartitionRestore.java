package dev.intarsia.trainer.partition;

import dev.intarsia.schemas.avro.AdapterModule;
import dev.intarsia.schemas.avro.Piece;
import dev.intarsia.schemas.topic.ModuleKey;
import dev.intarsia.trainer.history.History;
import dev.intarsia.trainer.learn.Arrival;
import dev.intarsia.trainer.learn.Standing;
import dev.intarsia.trainer.learn.UserState;
import dev.intarsia.trainer.share.PieceMark;
import dev.intarsia.trainer.share.SharingRegister;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Puts together what the log says of one partition, in whatever order its topics are read. */
final class PartitionRestore {
    private final PartitionState state;
    private final RestoredHistories histories;
    private final RestoredAdapters adapters;
    private final boolean beheaded;

    /**
     * @param beheaded whether retention has taken the first events of the partition, so that a user's first event on
     *     the log need not be the user's first
     */
    PartitionRestore(int partition, RestoredHistories histories, RestoredAdapters adapters, boolean beheaded) {
        this.state = new PartitionState(partition);
        this.histories = histories;
        this.adapters = adapters;
        this.beheaded = beheaded;
    }

    void event(Arrival arrival) {
        histories.add(arrival);
    }

    void adapter(AdapterModule module) {
        adapters.put(module);
    }

    void adapterErased(ModuleKey key) {
        adapters.erase(key.user(), key.module());
    }

    void piece(Piece piece) {
        state.pieces
                .computeIfAbsent(piece.getSharer(), sharer -> new HashMap<>())
                .put(piece.getModule(), new PieceMark(piece.getVersion(), piece.getBaseModel()));
    }

    void pieceWithdrawn(ModuleKey key) {
        Map<String, PieceMark> left = state.pieces.getOrDefault(key.user(), new HashMap<>());
        left.remove(key.module());
        if (left.isEmpty()) {
            state.pieces.remove(key.user());
        }
    }

    /** The partition as it stood at the committed offset, without what is to be forgotten. */
    PartitionState finish(SharingRegister register) {
        Map<String, History> all = histories.finish();
        state.adapterModules.putAll(adapters.modules());
        Set<String> users = new HashSet<>(all.keySet());
        users.addAll(state.adapterModules.keySet());
        for (String user : users) {
            History history = all.getOrDefault(user, History.EMPTY);
            UserState restored = register.erasedUpTo(user)
                    .map(moment -> afterErasure(user, history.after(moment), moment))
                    .orElseGet(() -> aligned(user, history));
            if (restored.own() == null) {
                adapters.drop(user);
            }
            if (!restored.equals(UserState.NEW)) {
                state.users.put(user, restored);
            }
        }
        return state;
    }

    void cancel() {
        adapters.dropAll();
    }

    /** Gives the history the numbers that the adapter counted its events by. */
    private UserState aligned(String user, History history) {
        Standing own = adapters.standing(user);
        long newest = adapters.newestVersion(user);
        if (own == null) {
            return new UserState(history, null, newest);
        }
        OptionalLong last = history.find(own.lastEventId());
        if (last.isEmpty()) {
            return new UserState(history.preceded(beheaded ? own.seen() : 0), own, newest);
        }
        long counted = last.getAsLong() + 1;
        return own.seen() >= counted
                ? new UserState(history.preceded(own.seen() - counted), own, newest)
                : new UserState(history, own.withSeen(counted), newest);
    }

    /** An adapter stays only where it has seen nothing but events after the erasure. */
    private UserState afterErasure(String user, History history, Instant moment) {
        Standing own = adapters.standing(user);
        boolean clean = own != null
                && own.lastIngestedAt().isAfter(moment)
                && history.find(own.lastEventId()).orElse(-1) + 1 == own.seen();
        if (clean) {
            return new UserState(history, own, adapters.newestVersion(user));
        }
        if (state.adapterModules.containsKey(user) || state.pieces.containsKey(user)) {
            state.unforgotten.add(user);
        }
        return new UserState(history, null, 0);
    }
}
