package dev.intarsia.pieces.infer;

import dev.intarsia.pieces.pool.ModulePool;
import java.util.HashMap;
import java.util.Map;

/** The part of a posterior's directions at one module. Immutable once the posterior is made. */
public final class ModuleDirections {
    private final ModulePool pool;
    private final int directions;
    /** Length × directions: what a signature is multiplied with. */
    private final float[][] signatureRows;

    private final float[][] primal;
    private final float[][] dual;
    private final double[] curvature;
    private final Map<String, Integer> index = new HashMap<>();

    ModuleDirections(ModulePool pool, int directions) {
        this.pool = pool;
        this.directions = directions;
        this.signatureRows = new float[pool.length()][directions];
        this.primal = new float[pool.size()][directions];
        this.dual = new float[pool.size()][directions];
        this.curvature = new double[pool.size()];
        for (int i = 0; i < pool.size(); i++) {
            index.put(pool.pieces().get(i).sharer(), i);
        }
    }

    void put(String sharer, float[] gate, double[] primalOf, double[] dualOf) {
        int piece = index.getOrDefault(sharer, -1);
        for (int direction = 0; direction < directions; direction++) {
            primal[piece][direction] = (float) primalOf[direction];
            dual[piece][direction] = (float) dualOf[direction];
        }
        for (int i = 0; i < gate.length; i++) {
            for (int direction = 0; direction < directions; direction++) {
                signatureRows[i][direction] += gate[i] * primal[piece][direction];
            }
        }
    }

    void finish(double[] curvatures) {
        for (int piece = 0; piece < curvature.length; piece++) {
            for (int direction = 0; direction < directions; direction++) {
                curvature[piece] += curvatures[direction] * dual[piece][direction] * dual[piece][direction];
            }
        }
    }

    /** The module's pieces. */
    public ModulePool pool() {
        return pool;
    }

    /** The piece of a sharer in the order of {@link #pool()}; −1 where there is none. */
    public int piece(String sharer) {
        return index.getOrDefault(sharer, -1);
    }

    /** Adds a signature's scores along the directions; one of another length than the gates adds nothing. */
    public void addScores(float[] signature, float[] scores) {
        if (signature.length != signatureRows.length) {
            return;
        }
        for (int i = 0; i < signature.length; i++) {
            float value = signature[i];
            float[] row = signatureRows[i];
            for (int direction = 0; direction < scores.length; direction++) {
                scores[direction] += value * row[direction];
            }
        }
    }

    /** The coefficient of a piece in an adapter that lies at a position along the directions. */
    public double coefficient(int piece, double[] position) {
        double sum = 0;
        for (int direction = 0; direction < position.length; direction++) {
            sum += primal[piece][direction] * position[direction];
        }
        return sum;
    }

    /** Adds to a position what a piece with a coefficient brings to it. */
    public void addTo(double[] position, int piece, double coefficient) {
        for (int direction = 0; direction < position.length; direction++) {
            position[direction] += coefficient * dual[piece][direction];
        }
    }

    /** By how much the loss of an event curves along one piece's coefficient, in nats. */
    public double curvature(int piece) {
        return curvature[piece];
    }
}
