package dev.intarsia.trainer.share;

import dev.intarsia.pieces.pool.GateKind;
import dev.intarsia.schemas.avro.Gate;
import dev.intarsia.schemas.avro.Piece;
import dev.intarsia.schemas.topic.ModuleKey;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Gathers from {@code pieces} and {@code gates}, in whatever order they are read, what stands of sharers. A piece that has
 * not its own gate, as those have that were written before gates had a topic, is to be published again. Not thread-safe.
 */
public final class RestoredPieces {
    private final Map<ModuleKey, String> pieces = new HashMap<>();
    private final Map<ModuleKey, GateOfPiece> gates = new HashMap<>();

    private record GateOfPiece(PieceMark mark, String pieceDigest) {}

    public void piece(Piece piece) {
        pieces.put(new ModuleKey(piece.getSharer(), piece.getModule()), piece.getDigest());
    }

    public void pieceWithdrawn(ModuleKey key) {
        pieces.remove(key);
    }

    public void gate(Gate gate) {
        GateKind kind = GateKind.valueOf(gate.getKind().name());
        PieceMark mark = new PieceMark(gate.getVersion(), gate.getBaseModel(), kind, sketch(gate, kind));
        gates.put(new ModuleKey(gate.getSharer(), gate.getModule()), new GateOfPiece(mark, gate.getPieceDigest()));
    }

    /** A gradient gate is the sketch of its piece's weights; an activation gate has it beside itself. */
    private static ByteBuffer sketch(Gate gate, GateKind kind) {
        return kind == GateKind.GRADIENT ? gate.getGate() : gate.getSketch();
    }

    public void gateWithdrawn(ModuleKey key) {
        gates.remove(key);
    }

    /** What stands on either topic, by sharer and module. */
    public Map<String, Map<String, PieceMark>> bySharer() {
        Set<ModuleKey> keys = new HashSet<>(pieces.keySet());
        keys.addAll(gates.keySet());
        Map<String, Map<String, PieceMark>> bySharer = new HashMap<>();
        keys.forEach(key ->
                bySharer.computeIfAbsent(key.user(), sharer -> new HashMap<>()).put(key.module(), mark(key)));
        return bySharer;
    }

    private PieceMark mark(ModuleKey key) {
        GateOfPiece gate = gates.get(key);
        return gate != null && gate.pieceDigest().equals(pieces.get(key)) ? gate.mark() : PieceMark.TORN;
    }
}
