package dev.intarsia.pieces.pool;

import dev.intarsia.pieces.module.ModuleId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The pieces of one module, sorted by sharer, with the Gram matrix of their gates.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class ModulePool {
    private final ModuleId module;
    private final List<PieceGate> pieces;
    private final Map<String, PieceGate> bySharer = new HashMap<>();
    private final int length;
    /** Gate numbers with all sharers of one position side by side, so that scoring runs along them. */
    private final float[] byPosition;

    private final DMatrixRMaj gram;
    private final double meanNorm;

    /** Takes at least one piece, all of {@code module}, of one length, sorted by sharer. */
    ModulePool(ModuleId module, List<PieceGate> pieces) {
        this.module = module;
        this.pieces = List.copyOf(pieces);
        this.length = pieces.get(0).length();
        this.byPosition = new float[length * pieces.size()];
        DMatrixRMaj gates = new DMatrixRMaj(pieces.size(), length);
        for (int i = 0; i < pieces.size(); i++) {
            bySharer.put(pieces.get(i).sharer(), pieces.get(i));
            float[] gate = pieces.get(i).gate();
            for (int j = 0; j < length; j++) {
                byPosition[j * pieces.size() + i] = gate[j];
                gates.set(i, j, gate[j]);
            }
        }
        this.gram = new DMatrixRMaj(pieces.size(), pieces.size());
        CommonOps_DDRM.multTransB(gates, gates, gram);
        this.meanNorm = meanNorm(gram);
    }

    private static double meanNorm(DMatrixRMaj gram) {
        double sum = 0;
        int pieces = 0;
        for (int i = 0; i < gram.numRows; i++) {
            if (gram.get(i, i) > 0) {
                sum += Math.sqrt(gram.get(i, i));
                pieces++;
            }
        }
        return pieces == 0 ? 0 : sum / pieces;
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

    /** Dot products of all pairs of gates, size × size; a copy. */
    public DMatrixRMaj gram() {
        return gram.copy();
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
        float[] scores = new float[size];
        for (int j = 0; j < length; j++) {
            float value = signature[j];
            int start = j * size;
            for (int i = 0; i < size; i++) {
                scores[i] += value * byPosition[start + i];
            }
        }
        return scores;
    }
}
