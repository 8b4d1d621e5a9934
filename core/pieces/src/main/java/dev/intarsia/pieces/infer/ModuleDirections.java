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

    /** Directions × pieces, so that the coefficients of all pieces are summed side by side. */
    private final double[][] primal;
    /** Pieces × directions. */
    private final double[][] dual;

    private final double[] curvature;
    private final Map<String, Integer> index = new HashMap<>();

    ModuleDirections(ModulePool pool, int directions) {
        this.pool = pool;
        this.directions = directions;
        this.signatureRows = new float[pool.length()][directions];
        this.primal = new double[directions][pool.size()];
        this.dual = new double[pool.size()][directions];
        this.curvature = new double[pool.size()];
        for (int i = 0; i < pool.size(); i++) {
            index.put(pool.pieces().get(i).sharer(), i);
        }
    }

    void put(String sharer, float[] gate, double[] primalOf, double[] dualOf) {
        int piece = index.getOrDefault(sharer, -1);
        float[] narrow = new float[directions];
        for (int direction = 0; direction < directions; direction++) {
            narrow[direction] = (float) primalOf[direction];
            primal[direction][piece] = narrow[direction];
            dual[piece][direction] = (float) dualOf[direction];
        }
        for (int i = 0; i < gate.length; i++) {
            addScaled(signatureRows[i], gate[i], narrow);
        }
    }

    private static void addScaled(float[] to, float factor, float[] vector) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * vector[i];
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
        if (signature.length == signatureRows.length) {
            Accumulation.add(scores, signature, signatureRows);
        }
    }

    /** The coefficients of all pieces in an adapter that lies at a position along the directions. */
    public double[] coefficients(double[] position) {
        double[] sums = new double[pool.size()];
        Accumulation.add(sums, position, primal, sums.length);
        return sums;
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
