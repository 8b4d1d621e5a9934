package dev.intarsia.pieces.infer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * For each pair of sampled events, how alike the prior expects an adapter from the pool to answer them:
 * {@code W = Σ_s A_s C A_sᵀ} with A_s the events' scores on the pieces of sharer s, and C the prior's covariance times the
 * number of sharers. A sum over sharers, so that a changed sharer costs one term of it, whatever the pool's size.
 */
final class EvidenceGram {
    /** So many columns of a thousand events fit the second cache. */
    private static final int AT_ONCE = 32;

    private final SignatureSample sample;
    private final ModulePrior prior;
    /** size × size, symmetric. */
    private final double[][] sums;

    private EvidenceGram(SignatureSample sample, ModulePrior prior, double[][] sums) {
        this.sample = sample;
        this.prior = prior;
        this.sums = sums;
    }

    static EvidenceGram empty(SignatureSample sample, ModulePrior prior) {
        return new EvidenceGram(sample, prior, new double[sample.size()][sample.size()]);
    }

    /** This one after a change of the pool. */
    EvidenceGram with(Collection<SharerGates> arrived, Collection<SharerGates> gone) {
        double[][] next = new double[sums.length][];
        for (int i = 0; i < sums.length; i++) {
            next[i] = sums[i].clone();
        }
        add(gone, -1, next);
        add(arrived, 1, next);
        for (int i = 0; i < next.length; i++) {
            for (int j = 0; j < i; j++) {
                next[j][i] = next[i][j];
            }
        }
        return new EvidenceGram(sample, prior, next);
    }

    /** Several sharers at a time, so that a row of the sums is read and written once for all of them. */
    private void add(Collection<SharerGates> sharers, int sign, double[][] into) {
        List<double[]> columns = new ArrayList<>();
        for (SharerGates sharer : sharers) {
            columns.addAll(List.of(columns(sharer)));
            if (columns.size() >= AT_ONCE) {
                add(columns.toArray(new double[0][]), sign, into);
                columns.clear();
            }
        }
        add(columns.toArray(new double[0][]), sign, into);
    }

    private double[][] columns(SharerGates sharer) {
        double[][] scores = new double[sharer.size()][];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = sample.scores(sharer.module(i), sharer.values(i));
        }
        prior.root(scores);
        return scores;
    }

    private static void add(double[][] columns, int sign, double[][] into) {
        double[] factors = new double[columns.length];
        for (int i = 0; i < into.length; i++) {
            for (int column = 0; column < columns.length; column++) {
                factors[column] = sign * columns[column][i];
            }
            Accumulation.add(into[i], factors, columns, i + 1);
        }
    }

    /** size × size, symmetric, not to be changed. */
    double[][] sums() {
        return sums;
    }

    SignatureSample sample() {
        return sample;
    }
}
