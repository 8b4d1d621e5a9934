package dev.intarsia.pieces.pool;

import dev.intarsia.pieces.module.ModuleId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * The pieces of one module, sorted by sharer.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class ModulePool {
    private final ModuleId module;
    private final List<PieceGate> pieces;
    private final Map<String, PieceGate> bySharer = new HashMap<>();
    private final int length;
    private final double meanNorm;
    /** Made when first asked for: the posterior mean never does, and it takes as much memory as all gates. */
    private volatile float @Nullable [] byPosition;

    /** Takes at least one piece, all of {@code module}, of one length, sorted by sharer. */
    ModulePool(ModuleId module, List<PieceGate> pieces) {
        this.module = module;
        this.pieces = List.copyOf(pieces);
        this.length = pieces.get(0).length();
        pieces.forEach(piece -> bySharer.put(piece.sharer(), piece));
        this.meanNorm = pieces.stream()
                .mapToDouble(PieceGate::norm)
                .filter(norm -> norm > 0)
                .average()
                .orElse(0);
    }

    /** Where the pieces act. */
    public ModuleId module() {
        return module;
    }

    /** The pieces, sorted by sharer. */
    public List<PieceGate> pieces() {
        return pieces;
    }

    /** The piece of a sharer; empty where the sharer has none here. */
    public Optional<PieceGate> find(String sharer) {
        return Optional.ofNullable(bySharer.get(sharer));
    }

    /** How many pieces there are. */
    public int size() {
        return pieces.size();
    }

    /** Length of each gate, and of the signatures that can be scored. */
    public int length() {
        return length;
    }

    /** Mean Euclidean norm of the gates that are not zero; 0 when all are. */
    public double meanNorm() {
        return meanNorm;
    }

    /** Gate numbers with all sharers of one position side by side, so that scoring runs along them. */
    private float[] byPosition() {
        float[] made = byPosition;
        if (made == null) {
            made = new float[length * size()];
            for (int i = 0; i < size(); i++) {
                float[] gate = pieces.get(i).numbers();
                for (int j = 0; j < length; j++) {
                    made[j * size() + i] = gate[j];
                }
            }
            byPosition = made;
        }
        return made;
    }

    /** The gates, size × length; a new matrix. */
    public DMatrixRMaj gates() {
        DMatrixRMaj gates = new DMatrixRMaj(size(), length);
        for (int i = 0; i < size(); i++) {
            float[] gate = pieces.get(i).numbers();
            for (int j = 0; j < length; j++) {
                gates.set(i, j, gate[j]);
            }
        }
        return gates;
    }

    /**
     * The dot product of a signature with each gate.
     *
     * @param signature of {@link #length()}
     * @return one score per piece, in the order of {@link #pieces()}
     */
    public float[] scores(float[] signature) {
        if (signature.length != length) {
            throw new IllegalArgumentException("Module " + module + " has gates of " + length
                    + " numbers; a signature of " + signature.length + " cannot be scored against them.");
        }
        int size = size();
        float[] gates = byPosition();
        float[] scores = new float[size];
        for (int j = 0; j < length; j++) {
            float value = signature[j];
            int start = j * size;
            for (int i = 0; i < size; i++) {
                scores[i] += value * gates[start + i];
            }
        }
        return scores;
    }
}
