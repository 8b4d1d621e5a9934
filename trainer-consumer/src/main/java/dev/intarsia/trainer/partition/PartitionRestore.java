package dev.intarsia.trainer.partition;

import dev.intarsia.oppu.history.History;
import dev.intarsia.oppu.learn.AdapterVersion;
import dev.intarsia.oppu.learn.TrainingEvent;
import dev.intarsia.oppu.learn.UserState;
import dev.intarsia.schemas.avro.AdapterModule;
import dev.intarsia.schemas.avro.Gate;
import dev.intarsia.schemas.avro.Piece;
import dev.intarsia.schemas.deadletter.RecordRefusal;
import dev.intarsia.schemas.topic.ModuleKey;
import dev.intarsia.trainer.share.EventErasure;
import dev.intarsia.trainer.share.PieceMark;
import dev.intarsia.trainer.share.SharingRegister;
import dev.intarsia.trainer.state.StoreChange;
import dev.intarsia.trainer.state.StoreCheckpoint;
import dev.intarsia.trainer.state.StoredUser;
import dev.intarsia.trainer.state.TrainerStore;
import dev.intarsia.trainer.wire.AdapterAssembly;
import dev.intarsia.trainer.wire.AdapterRecords;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Brings one partition of the store up to date with the log, in whatever order its topics are read. What was read is
 * written some at a time, with the positions that it reaches to, so that a later restore goes on from there.
 */
final class PartitionRestore {
    /** Users of whom a change is written at once, where all are gone through. */
    private static final int AT_A_TIME = 500;
    /** How far the clocks of two trainers may lie apart. */
    private static final Duration CLOCKS = Duration.ofMinutes(5);

    private final int partition;
    private final TrainerStore store;
    private final AdapterAssembly assembly;
    private final SharingRegister register;
    private final Predicate<String> here;
    private final String adaptersTopic;
    private final RestoredUsers users;
    private final UnfinishedVersions unfinished = new UnfinishedVersions();
    private final Instant since;
    private StoreCheckpoint checkpoint;

    /**
     * Begins, or goes on.
     *
     * @param from what is in the store already
     * @param window how many events a history holds
     * @param register what users decided, up to date with the events that are going to be read back
     * @param here whether a user is one of the partition's
     */
    PartitionRestore(
            int partition,
            StoreCheckpoint from,
            TrainerStore store,
            AdapterAssembly assembly,
            String adaptersTopic,
            int window,
            SharingRegister register,
            Predicate<String> here) {
        this.partition = partition;
        this.store = store;
        this.assembly = assembly;
        this.register = register;
        this.here = here;
        this.adaptersTopic = adaptersTopic;
        this.users = new RestoredUsers(partition, store, window);
        this.checkpoint = from;
        this.since = from.asOf().minus(CLOCKS);
        forgetErased();
        removeEvents();
    }

    /** Whoever was erased meanwhile must not be taken for who they were before: they may send the same events again. */
    private void forgetErased() {
        try (StoreChange change = store.changeOfMany()) {
            erasedHere().forEach(user -> {
                Instant moment = register.erasedUpTo(user).orElseThrow();
                StoredUser stored = store.user(partition, user);
                History history = stored.state().history();
                if (history.reachesBack(moment)) {
                    UserState since = new UserState(
                            history.after(moment), null, stored.state().newestVersion());
                    change.put(partition, user, stored.with(since)).noAdapter(partition, user);
                }
            });
            change.write();
        }
    }

    /**
     * Single events whose erasure a trainer has followed since the store was written, or while it is brought up to date. What
     * that trainer wrote in its place is read from the topics.
     */
    private void removeEvents() {
        List<String> concerned = register.events().users().stream()
                .filter(here)
                .filter(user -> register.events().of(user).stream().anyMatch(this::isNews))
                .toList();
        inParts(concerned, (user, change) -> {
            StoredUser stored = store.user(partition, user);
            History history = stored.state().history();
            History rest = history;
            for (EventErasure erasure : register.events().of(user)) {
                OptionalLong number = rest.find(erasure.eventId());
                if (isNews(erasure)
                        && (number.isEmpty()
                                || erasure.covers(rest.event(number.getAsLong()).ingestedAt()))) {
                    rest = rest.without(erasure.eventId());
                }
            }
            if (rest != history) {
                change.put(partition, user, stored.with(stored.state().with(rest)));
            }
        });
    }

    private boolean isNews(EventErasure erasure) {
        return register.events().isFollowedAfter(erasure, since);
    }

    private List<String> erasedHere() {
        return register.erased().stream().filter(here).toList();
    }

    /** What is to be forgotten is left out at once, or the same event sent again would pass for a duplicate of it. */
    void event(TrainingEvent arrival) {
        Instant ingestedAt = arrival.event().ingestedAt();
        if (ingestedAt.isBefore(checkpoint.earliest())) {
            checkpoint = checkpoint.since(ingestedAt);
        }
        if (!register.hasForgotten(arrival)) {
            users.event(arrival.user(), arrival.event());
        }
    }

    /** Takes a module in, and says where the version that it completes cannot be used. */
    Optional<RecordRefusal> adapter(AdapterModule module, long offset) {
        users.written(module.getUser(), module.getModule(), AdapterRecords.standing(module));
        Map<String, AdapterModule> whole = unfinished.add(module, offset);
        if (whole.isEmpty()) {
            return Optional.empty();
        }
        AdapterAssembly.Found found = assembly.assemble(whole);
        if (found.own() != null && found.state() != null) {
            users.own(module.getUser(), found.own(), found.state());
        }
        return Optional.ofNullable(found.unfit());
    }

    void adapterErased(ModuleKey key) {
        unfinished.forget(key.user());
        users.erased(key.user(), key.module());
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
        users.pieces(sharer, marks -> marks.compute(module, (name, mark) -> change.apply(mark)));
    }

    /** Bytes of memory that what was read and is not written yet takes, roughly. */
    long waiting() {
        return users.waiting();
    }

    /** @param positions by topic, up to where it was read */
    void flush(Map<String, Long> positions) {
        flush(positions, unfinished.from(Long.MAX_VALUE));
    }

    private void flush(Map<String, Long> positions, long adapters) {
        Map<String, Long> reached = new HashMap<>(positions);
        reached.computeIfPresent(adaptersTopic, (topic, position) -> Math.min(position, adapters));
        checkpoint = checkpoint.at(reached, Instant.now());
        try (StoreChange change = store.changeOfMany()) {
            users.flush(change, !checkpoint.restoring());
            change.checkpoint(partition, checkpoint).write();
        }
    }

    /** The partition as it stood at the committed offset, without what is to be forgotten. */
    Restored finish(Map<String, Long> positions) {
        flush(positions, Long.MAX_VALUE);
        removeEvents();
        Set<String> pendingErasure = settleErased();
        if (checkpoint.restoring()) {
            settleAll();
        }
        checkpoint = new StoreCheckpoint(
                checkpoint.log(), checkpoint.positions(), false, checkpoint.truncated(), Instant.MAX, Instant.now());
        try (StoreChange change = store.changeOfMany()) {
            change.checkpoint(partition, checkpoint).write();
        }
        return new Restored(checkpoint, pendingErasure);
    }

    private Set<String> settleErased() {
        Set<String> pending = new HashSet<>();
        inParts(erasedHere(), (user, change) -> {
            StoredUser stored = store.user(partition, user);
            if (stored.none()) {
                return;
            }
            Instant moment = register.erasedUpTo(user).orElseThrow();
            History history = stored.state().history();
            // Only an erasure that was read after the events were finds any of them to leave out.
            boolean late = history.reachesBack(moment);
            History since = late ? history.after(moment) : history;
            AdapterVersion last = stored.written();
            if (last != null && hasSeenOnly(since, last, moment)) {
                StoredUser trimmed = late ? stored.with(stored.state().with(since)) : stored;
                change.put(partition, user, aligned(trimmed, moment.plusMillis(1)));
                return;
            }
            if (!stored.published().adapterModules().isEmpty()
                    || !stored.published().pieces().isEmpty()) {
                pending.add(user);
            }
            change.put(
                    partition, user, stored.with(new UserState(since, null, 0)).withSettled(true));
            change.noAdapter(partition, user);
        });
        return pending;
    }

    private void settleAll() {
        List<String> unsettled = new ArrayList<>();
        store.forEach(partition, (user, stored) -> {
            if (!stored.settled()) {
                unsettled.add(user);
            }
        });
        inParts(
                unsettled,
                (user, change) -> change.put(partition, user, aligned(store.user(partition, user), Instant.MIN)));
    }

    private interface Settling {
        void settle(String user, StoreChange change);
    }

    private void inParts(List<String> users, Settling settling) {
        for (int from = 0; from < users.size(); from += AT_A_TIME) {
            try (StoreChange change = store.changeOfMany()) {
                users.subList(from, Math.min(users.size(), from + AT_A_TIME))
                        .forEach(user -> settling.settle(user, change));
                change.write();
            }
        }
    }

    private boolean truncated() {
        return checkpoint.restoring() && checkpoint.truncated();
    }

    /**
     * Gives the history the numbers that the adapter counted its events by.
     *
     * @param since from when on the user's events count
     */
    private StoredUser aligned(StoredUser stored, Instant since) {
        AdapterVersion own = stored.state().own();
        if (own == null || stored.settled()) {
            return stored.withSettled(true);
        }
        StoredUser settled = stored.withSettled(true);
        OptionalLong last = stored.state().history().find(own.lastEventId());
        if (last.isEmpty()) {
            return settled.preceded(truncated() ? own.seen() : 0, since);
        }
        long counted = last.getAsLong() + 1;
        return own.seen() >= counted
                ? settled.preceded(own.seen() - counted, since)
                : settled.with(stored.state().with(own.withSeen(counted)));
    }

    /** Whether an adapter has seen nothing but events after the erasure. */
    private boolean hasSeenOnly(History since, AdapterVersion own, Instant moment) {
        if (!own.lastIngestedAt().isAfter(moment)) {
            return false;
        }
        if (truncated() && checkpoint.earliest().isAfter(moment)) {
            // Of the events since, the first are no longer on the log either, so they cannot be counted.
            return true;
        }
        OptionalLong last = since.find(own.lastEventId());
        return last.isPresent() ? own.seen() == last.getAsLong() + 1 : own.seen() <= since.oldest();
    }
}
