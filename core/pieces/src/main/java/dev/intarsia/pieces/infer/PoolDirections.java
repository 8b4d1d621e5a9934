package dev.intarsia.pieces.infer;

import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.pool.ModulePool;
import dev.intarsia.pieces.pool.PiecePool;
import dev.intarsia.pieces.signature.SignatureSum;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A posterior's directions over the modules and pieces of its pool. Pieces are numbered through, module by module.
 * Immutable once the posterior is made.
 */
public final class PoolDirections {
    private final int directions;
    private final SortedMap<ModuleId, ModulePieces> modules = new TreeMap<>();
    private final SignatureRows signatureRows;
    /** Directions × pieces, so that the coefficients of all pieces are summed side by side. */
    private final float[][] primal;
    /** Pieces × directions. */
    private final float[][] dual;

    private final double[] curvature;

    PoolDirections(PiecePool pool, int directions) {
        this.directions = directions;
        int pieces = 0;
        for (ModulePool module : pool.modules().values()) {
            modules.put(module.module(), new ModulePieces(module, pieces));
            pieces += module.size();
        }
        this.signatureRows = new SignatureRows(pool.modules().values(), directions);
        this.primal = new float[directions][pieces];
        this.dual = new float[pieces][directions];
        this.curvature = new double[pieces];
    }

    void put(ModulePieces module, String sharer, float[] gate, double[] primalOf, double[] dualOf) {
        int piece = module.number(sharer);
        float[] narrow = new float[directions];
        for (int direction = 0; direction < directions; direction++) {
            narrow[direction] = (float) primalOf[direction];
            primal[direction][piece] = narrow[direction];
            dual[piece][direction] = (float) dualOf[direction];
        }
        signatureRows.add(module.pool().module(), gate, narrow);
    }

    void finish(double[] curvatures) {
        for (int piece = 0; piece < curvature.length; piece++) {
            for (int direction = 0; direction < directions; direction++) {
                curvature[piece] += curvatures[direction] * dual[piece][direction] * dual[piece][direction];
            }
        }
    }

    /** The modules of the pool, in layout order. */
    public SortedMap<ModuleId, ModulePieces> modules() {
        return Collections.unmodifiableSortedMap(modules);
    }

    /** A signature's scores along the directions; where it has another length than the gates, it adds nothing. */
    public float[] scores(SignatureSum signature) {
        return signatureRows.times(signature);
    }

    /** The coefficients of all pieces in an adapter that lies at a position along the directions. */
    public float[] coefficients(float[] position) {
        float[] sums = new float[curvature.length];
        Accumulation.add(sums, position, primal);
        return sums;
    }

    /** Adds up the position along the directions that pieces reach together. */
    public Reached reached() {
        return new Reached(dual, directions);
    }

    /** By how much the loss of an event curves along one piece's coefficient, in nats. */
    public double curvature(int piece) {
        return curvature[piece];
    }
}
