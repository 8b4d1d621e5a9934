package dev.intarsia.assembler.user;

import dev.intarsia.assembler.observe.AssemblerMetrics;
import dev.intarsia.assembler.output.Output;
import dev.intarsia.assembler.pool.LivePool;
import dev.intarsia.assembler.pool.PoolChange;
import dev.intarsia.assembler.reassemble.AffectedUsers;
import dev.intarsia.pieces.assemble.Assembler;
import dev.intarsia.pieces.signature.SignatureSum;
import dev.intarsia.schemas.avro.AssignmentCause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a partition's users again when the pool has changed, a slice at a time, so that new events need not wait for
 * it. At the beginning everybody is looked at once, in the order of the store; from then on those whom a change can
 * affect. A later change adds to what is left of an earlier one, and takes nothing of it away.
 */
final class Reassembly {
    /** Those who can gain no more than the margin get this part of a slice at most. */
    private static final int LEISURE = 8;

    private final KeyValueStore<String, AssemblerUserState> users;
    private final LivePool live;
    private final Issuing issuing;
    private final int slice;
    private final AssemblerMetrics metrics;
    private final AffectedUsers affected;
    private boolean beginning = true;
    private @Nullable String last;
    private long generation;
    private long turn;
    private long beganAt = Long.MIN_VALUE;

    /** @param slice how many users are looked at in one go */
    Reassembly(
            KeyValueStore<String, AssemblerUserState> users,
            LivePool live,
            Issuing issuing,
            int slice,
            AssemblerMetrics metrics) {
        this.users = users;
        this.live = live;
        this.issuing = issuing;
        this.slice = slice;
        this.metrics = metrics;
        this.affected = new AffectedUsers(issuing.margin());
    }

    /**
     * A user was just looked at, with the pool in use.
     *
     * @param issued whether an assignment was issued
     */
    void looked(String user, AssemblerUserState state, boolean issued) {
        SignatureSum signature = state.behavior().signature();
        double squares = signature.weight() > 0 ? signature.squaredNorm() / signature.weight() : 0;
        if (issued || !affected.stays(user, squares)) {
            affected.enroll(user, state.issued().sharers(), squares);
        }
    }

    /** A user is no longer known. */
    void forget(String user) {
        affected.forget(user);
    }

    /** Does the next slice, if there is anything to do. */
    void advance(long now, BiConsumer<String, Output.Assigned> send) {
        beganAt = beganAt == Long.MIN_VALUE ? now : beganAt;
        follow(now);
        int left = beginning ? goOn(now, send) : slice;
        for (; left > 0; left--) {
            String user = beginning ? affected.nextInCircle(now) : affected.next(turn++, now);
            if (user == null) {
                break;
            }
            look(user, users.get(user), now, send);
        }
        lookAtLeisure(Math.min(left, (slice + LEISURE - 1) / LEISURE), now, send);
        metrics.waiting(this, affected.waiting(), beginning ? now - beganAt : now - affected.since(now));
    }

    private void lookAtLeisure(int most, long now, BiConsumer<String, Output.Assigned> send) {
        for (int left = most; left > 0; left--) {
            String user = affected.nextAtLeisure(now);
            if (user == null) {
                return;
            }
            look(user, users.get(user), now, send);
        }
    }

    private void follow(long now) {
        long current = live.generation();
        if (current == generation) {
            return;
        }
        Assembler assembler = live.assembler();
        Optional<List<PoolChange>> changes = live.since(generation);
        if (changes.isEmpty()) {
            affected.all(now);
        } else {
            int sharers = assembler.pool().sharers().size();
            changes.get().forEach(change -> affected.change(change, sharers, now));
        }
        generation = current;
    }

    /** The first round, which gets half of the slice where others wait; they get the other half, in a circle. */
    private int goOn(long now, BiConsumer<String, Output.Assigned> send) {
        int size = affected.waiting() == 0 ? slice : Math.max(1, slice / 2);
        List<KeyValue<String, AssemblerUserState>> next = new ArrayList<>();
        try (KeyValueIterator<String, AssemblerUserState> after =
                last == null ? users.all() : users.range(last, null)) {
            while (after.hasNext() && next.size() < size) {
                KeyValue<String, AssemblerUserState> user = after.next();
                if (!user.key.equals(last)) {
                    next.add(user);
                }
            }
        }
        beginning = next.size() == size;
        for (KeyValue<String, AssemblerUserState> user : next) {
            last = user.key;
            look(user.key, user.value, now, send);
        }
        return slice - next.size();
    }

    private void look(
            String user, @Nullable AssemblerUserState state, long now, BiConsumer<String, Output.Assigned> send) {
        if (state == null) {
            affected.forget(user);
            return;
        }
        Optional<Issuing.Issue> issue = state.events() > 0 || state.issued().version() > 0
                ? issuing.next(user, state, AssignmentCause.POOL, Instant.ofEpochMilli(now))
                : Optional.empty();
        issue.ifPresent(next -> {
            send.accept(user, next.assigned());
            users.put(user, next.state());
        });
        looked(user, issue.map(Issuing.Issue::state).orElse(state), issue.isPresent());
    }
}
