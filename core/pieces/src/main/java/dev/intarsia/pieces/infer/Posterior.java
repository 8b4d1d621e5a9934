package dev.intarsia.pieces.infer;

import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.pool.ModulePool;
import dev.intarsia.pieces.pool.PiecePool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A pool's coefficients as unknowns: the prior of {@link ModulePrior}, and the curvature that a sample of the population's
 * events gives, {@code H = E[a aᵀ]} with a one event's scores on all pieces (the empirical Fisher information). Held as
 * the leading directions v of {@code H v = λ Q v} with Q the prior's inverse covariance and {@code vᵀ Q v = 1}, so that a
 * user costs a product of the signature with a matrix of length × directions at each module.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class Posterior {
    private final PiecePool pool;
    private final ModulePrior prior;
    private final SortedMap<String, SharerGates> sharers;
    private final EvidenceGram gram;
    private final LeadingEigenvectors eigen;
    private final double[] curvatures;
    private final PoolDirections directions;

    private Posterior(
            PiecePool pool, SignatureSample sample, ModulePrior prior, int directions, @Nullable Posterior earlier) {
        this.pool = pool;
        this.prior = prior;
        Posterior similar =
                earlier != null && earlier.gram.sample() == sample && earlier.prior.equals(prior) ? earlier : null;
        this.sharers = SharerGates.of(pool, similar == null ? Map.of() : similar.sharers);
        this.gram = gram(sample, similar);
        this.eigen = LeadingEigenvectors.of(
                gram.sums(), directions, similar == null ? LeadingEigenvectors.NONE : similar.eigen);
        this.curvatures = new double[eigen.values().length];
        for (int i = 0; i < curvatures.length; i++) {
            curvatures[i] = eigen.values()[i] / piecesAtModule() / sample.size();
        }
        this.directions = directions(sample);
    }

    /**
     * The posterior of a pool.
     *
     * @param sample of the same modules and lengths as the gates; where it is empty, nothing is known of any direction
     * @param directions how many to keep, at least 1
     */
    public static Posterior of(PiecePool pool, SignatureSample sample, ModulePrior prior, int directions) {
        return new Posterior(pool, sample, prior, directions, null);
    }

    /**
     * The posterior of the next pool or sample, or of other directions; what sharers without a change contribute is not
     * computed again. With another prior or sample everything is.
     */
    public Posterior on(PiecePool next, SignatureSample sample, ModulePrior nextPrior, int nextDirections) {
        return new Posterior(next, sample, nextPrior, nextDirections, this);
    }

    private EvidenceGram gram(SignatureSample sample, @Nullable Posterior similar) {
        List<SharerGates> arrived = new ArrayList<>();
        List<SharerGates> gone = new ArrayList<>();
        Map<String, SharerGates> before = similar == null ? Map.of() : similar.sharers;
        sharers.forEach((sharer, gates) -> {
            if (before.get(sharer) != gates) {
                arrived.add(gates);
            }
        });
        before.forEach((sharer, gates) -> {
            if (sharers.get(sharer) != gates) {
                gone.add(gates);
            }
        });
        boolean few = gone.size() < sharers.size() / 2;
        return similar != null && few
                ? similar.gram.with(arrived, gone)
                : EvidenceGram.empty(sample, prior).with(sharers.values(), List.of());
    }

    private PoolDirections directions(SignatureSample sample) {
        Map<ModuleId, double[][]> reached = new TreeMap<>();
        for (ModulePool module : pool.modules().values()) {
            reached.put(module.module(), reached(sample, module));
        }
        PoolDirections found = new PoolDirections(pool, curvatures.length);
        sharers.forEach((sharer, gates) -> place(sharer, gates, reached, found));
        found.finish(curvatures);
        return found;
    }

    private double piecesAtModule() {
        return pool.modules().isEmpty()
                ? 1
                : (double) pool.size() / pool.modules().size();
    }

    /** Length × directions: the sampled signatures summed along each eigenvector. */
    private double[][] reached(SignatureSample sample, ModulePool module) {
        float[][] rows = sample.positions(module.module());
        double[][] reached = new double[module.length()][curvatures.length];
        if (rows.length != module.length()) {
            return reached;
        }
        double[][] byEvent = Accumulation.transposed(eigen.vectors(), sample.size());
        for (int i = 0; i < rows.length; i++) {
            Accumulation.add(reached[i], Accumulation.wide(rows[i]), byEvent, curvatures.length);
            for (int direction = 0; direction < curvatures.length; direction++) {
                reached[i][direction] *= 1 / Math.sqrt(sample.size() * curvatures[direction]);
            }
        }
        return reached;
    }

    /** A sharer's coordinates: {@code Q v = Gᵀ r}, and {@code v = C/S · Gᵀ r}. */
    private void place(String sharer, SharerGates gates, Map<ModuleId, double[][]> reached, PoolDirections into) {
        double[][] dual = new double[gates.size()][curvatures.length];
        for (int module = 0; module < dual.length; module++) {
            double[][] rows = reached.get(gates.module(module));
            float[] gate = gates.values(module);
            if (rows != null && rows.length == gate.length) {
                Accumulation.add(dual[module], Accumulation.wide(gate), rows, curvatures.length);
            }
        }
        double[] column = new double[dual.length];
        double[][] primal = new double[dual.length][curvatures.length];
        for (int direction = 0; direction < curvatures.length; direction++) {
            for (int module = 0; module < column.length; module++) {
                column[module] = dual[module][direction];
            }
            prior.covary(column);
            for (int module = 0; module < column.length; module++) {
                primal[module][direction] = column[module] / piecesAtModule();
            }
        }
        for (int module = 0; module < dual.length; module++) {
            ModulePieces at = into.modules().get(gates.module(module));
            if (at != null) {
                into.put(at, sharer, gates.values(module), primal[module], dual[module]);
            }
        }
    }

    /** The pool it is of. */
    public PiecePool pool() {
        return pool;
    }

    /** λ of each direction, descending: by how much one event sharpens what is known along it. */
    public double[] curvatures() {
        return curvatures.clone();
    }

    /** The directions over the pool's modules and pieces. */
    public PoolDirections directions() {
        return directions;
    }
}
