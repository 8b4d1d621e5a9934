package dev.intarsia.assembler.pool;

import static java.util.stream.Collectors.toSet;

import dev.intarsia.assembler.output.Output;
import dev.intarsia.pieces.assemble.Assembler;
import dev.intarsia.pieces.assemble.Weights;
import dev.intarsia.pieces.pool.GateKind;
import dev.intarsia.pieces.pool.PieceGate;
import dev.intarsia.pieces.pool.PieceId;
import dev.intarsia.pieces.pool.PiecePool;
import dev.intarsia.schemas.avro.Piece;
import dev.intarsia.schemas.topic.ModuleKey;
import dev.intarsia.service.streams.SourceRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The pool in use in one assembler. The thread that reads pieces says when they change; the threads that work on users
 * take the changed pool into use when it has settled. Safe for use by several threads.
 */
public final class LivePool {
    private final GateKind kind;
    private final Weights weights;
    private final Duration settle;
    private final Duration settleAtMost;
    private final Consumer<PiecePool> onUse;
    private final RefusedPieces refused = new RefusedPieces();

    private volatile @Nullable Assembler inUse;
    private boolean begun;
    private boolean changed;
    private long firstChange;
    private long lastChange;

    /**
     * @param settle how long no piece must have changed
     * @param settleAtMost how long to wait for that
     * @param onUse told of every pool taken into use
     */
    public LivePool(GateKind kind, Weights weights, Duration settle, Duration settleAtMost, Consumer<PiecePool> onUse) {
        this.kind = kind;
        this.weights = weights;
        this.settle = settle;
        this.settleAtMost = settleAtMost;
        this.onUse = onUse;
    }

    /** A piece was stored or deleted. */
    synchronized void changed(long now) {
        firstChange = changed ? firstChange : now;
        lastChange = now;
        changed = true;
    }

    void refuse(SourceRecord record, String cause, long now) {
        refused.add(record, cause, now);
    }

    /**
     * Called when the work on a partition begins, after the store of pieces was filled: what is in it by now was refused
     * or taken into use before.
     */
    public synchronized void begin() {
        if (!begun) {
            begun = true;
            refused.clear();
        }
    }

    /**
     * The base model in force, which is the first one named here.
     *
     * @param baseModel a fingerprint seen or configured
     */
    public String baseModel(String baseModel, ReadOnlyKeyValueStore<ModuleKey, Piece> pieces) {
        if (inUse == null) {
            adopt(baseModel, pieces);
        }
        return assembler().pool().baseModel();
    }

    private synchronized void adopt(String baseModel, ReadOnlyKeyValueStore<ModuleKey, Piece> pieces) {
        if (inUse == null) {
            use(PiecePool.empty(baseModel, kind), pieces);
        }
    }

    /** Whether a base model is in force, and so a pool in use. */
    public boolean isInUse() {
        return inUse != null;
    }

    /**
     * The assembler for the pool in use.
     *
     * @throws IllegalStateException before a base model is in force
     */
    public Assembler assembler() {
        Assembler current = inUse;
        if (current == null) {
            throw new IllegalStateException("No base model is in force; name one with baseModel first.");
        }
        return current;
    }

    /** Takes a changed pool into use if it has settled. */
    public synchronized void settle(ReadOnlyKeyValueStore<ModuleKey, Piece> pieces, long now) {
        Assembler current = inUse;
        boolean settled = now - lastChange >= settle.toMillis() || now - firstChange >= settleAtMost.toMillis();
        if (current != null && changed && settled) {
            use(current.pool(), pieces);
        }
    }

    private void use(PiecePool before, ReadOnlyKeyValueStore<ModuleKey, Piece> pieces) {
        // First, so that a piece stored from here on counts as the next change.
        changed = false;
        List<PieceGate> present = new ArrayList<>();
        try (KeyValueIterator<ModuleKey, Piece> stored = pieces.all()) {
            stored.forEachRemaining(entry -> present.add(PieceReading.gate(entry.value)));
        }
        Set<PieceId> ids = present.stream().map(PieceGate::id).collect(toSet());
        List<PieceId> gone = before.modules().values().stream()
                .flatMap(module -> module.pieces().stream())
                .map(PieceGate::id)
                .filter(id -> !ids.contains(id))
                .toList();
        PiecePool pool = before.with(present, gone);
        Assembler current = inUse;
        inUse = current == null ? Assembler.of(pool, weights) : current.on(pool);
        onUse.accept(pool);
    }

    /** The dead letters of refused pieces on one partition, once. */
    public List<Record<byte[], Output>> takeRefused(int partition, long now) {
        return refused.take(partition, now);
    }
}
