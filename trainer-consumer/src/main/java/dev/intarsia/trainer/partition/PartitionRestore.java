package dev.intarsia.trainer.partition;

import dev.intarsia.oppu.history.History;
import dev.intarsia.oppu.learn.AdapterVersion;
import dev.intarsia.oppu.learn.TrainingEvent;
import dev.intarsia.oppu.learn.UserState;
import dev.intarsia.schemas.avro.AdapterModule;
import dev.intarsia.schemas.avro.Gate;
import dev.intarsia.schemas.avro.Piece;
import dev.intarsia.schemas.topic.ModuleKey;
import dev.intarsia.trainer.share.PieceMark;
import dev.intarsia.trainer.share.SharingRegister;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Puts together what the log says of one partition, in whatever order its topics are read. */
final class PartitionRestore {
    private final PartitionState state;
    private final RestoredHistories histories;
    private final RestoredAdapters adapters;
    private final boolean logTruncated;
    private final SharingRegister register;
    private Instant earliest = Instant.MAX;

    /**
     * @param logTruncated whether retention has taken the first events of the partition, so that a user's first event on
     *     the log need not be the user's first
     * @param register what users decided, up to date with the events that are going to be read back
     */
    PartitionRestore(
            int partition,
            RestoredHistories histories,
            RestoredAdapters adapters,
            boolean logTruncated,
            SharingRegister register) {
        this.state = new PartitionState(partition);
        this.histories = histories;
        this.adapters = adapters;
        this.logTruncated = logTruncated;
        this.register = register;
    }

    /** What is to be forgotten is left out at once, or the same event sent again would pass for a duplicate of it. */
    void event(TrainingEvent arrival) {
        Instant ingestedAt = arrival.event().ingestedAt();
        earliest = ingestedAt.isBefore(earliest) ? ingestedAt : earliest;
        if (!register.forgets(arrival.user(), ingestedAt)) {
            histories.add(arrival);
        }
    }

    void adapter(AdapterModule module) {
        adapters.put(module);
    }

    void adapterErased(ModuleKey key) {
        adapters.erase(key.user(), key.module());
    }

    void piece(Piece piece) {
        mark(piece.getSharer(), piece.getModule(), mark -> PieceMark.afterPiece(mark, piece.getVersion()));
    }

    void pieceWithdrawn(ModuleKey key) {
        mark(key.user(), key.module(), mark -> PieceMark.afterPiece(mark, 0));
    }

    void gate(Gate gate) {
        mark(gate.getSharer(), gate.getModule(), mark -> PieceMark.afterGate(mark, gate));
    }

    void gateWithdrawn(ModuleKey key) {
        mark(key.user(), key.module(), PieceMark::afterGateWithdrawn);
    }

    private void mark(String sharer, String module, UnaryOperator<@Nullable PieceMark> change) {
        Map<String, PieceMark> marks = state.pieces.computeIfAbsent(sharer, name -> new HashMap<>());
        marks.compute(module, (name, mark) -> change.apply(mark));
        if (marks.isEmpty()) {
            state.pieces.remove(sharer);
        }
    }

    /** The partition as it stood at the committed offset, without what is to be forgotten. */
    PartitionState finish() {
        Map<String, History> all = histories.finish();
        state.adapterModules.putAll(adapters.modules());
        Set<String> users = new HashSet<>(all.keySet());
        users.addAll(state.adapterModules.keySet());
        for (String user : users) {
            History history = all.getOrDefault(user, History.EMPTY);
            UserState restored = register.erasedUpTo(user)
                    .map(moment -> afterErasure(user, history, moment))
                    .orElseGet(() -> aligned(user, history, Instant.MIN));
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

    /**
     * Gives the history the numbers that the adapter counted its events by.
     *
     * @param since from when on the user's events count
     */
    private UserState aligned(String user, History history, Instant since) {
        AdapterVersion own = adapters.standing(user);
        long newest = adapters.newestVersion(user);
        if (own == null) {
            return new UserState(history, null, newest);
        }
        OptionalLong last = history.find(own.lastEventId());
        if (last.isEmpty()) {
            return new UserState(history.preceded(logTruncated ? own.seen() : 0, since), own, newest);
        }
        long counted = last.getAsLong() + 1;
        return own.seen() >= counted
                ? new UserState(history.preceded(own.seen() - counted, since), own, newest)
                : new UserState(history, own.withSeen(counted), newest);
    }

    /** An adapter stays only where it has seen nothing but events after the erasure. */
    private UserState afterErasure(String user, History history, Instant moment) {
        // Only an erasure that was read after the events were finds any of them to leave out.
        History since = history.reachesBack(moment) ? history.after(moment) : history;
        AdapterVersion last = adapters.last(user);
        if (last != null && hasSeenOnly(since, last, moment)) {
            return aligned(user, since, moment.plusMillis(1));
        }
        if (state.adapterModules.containsKey(user) || state.pieces.containsKey(user)) {
            state.pendingErasure.add(user);
        }
        return new UserState(since, null, 0);
    }

    private boolean hasSeenOnly(History since, AdapterVersion own, Instant moment) {
        if (!own.lastIngestedAt().isAfter(moment)) {
            return false;
        }
        if (logTruncated && earliest.isAfter(moment)) {
            // Of the events since, the first are no longer on the log either, so they cannot be counted.
            return true;
        }
        OptionalLong last = since.find(own.lastEventId());
        return last.isPresent() ? own.seen() == last.getAsLong() + 1 : own.seen() <= since.oldest();
    }
}
