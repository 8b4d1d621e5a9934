package dev.intarsia.pieces.infer;

import java.util.Collection;

/**
 * For each pair of sampled events, how alike the prior expects an adapter from the pool to answer them:
 * {@code W = Σ_s A_s C A_sᵀ} with A_s the events' scores on the pieces of sharer s, and C the prior's covariance times the
 * number of sharers. A sum over sharers, so that a changed sharer costs one term of it, whatever the pool's size.
 */
final class EvidenceGram {
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
        gone.forEach(sharer -> add(sharer, -1, next));
        arrived.forEach(sharer -> add(sharer, 1, next));
        for (int i = 0; i < next.length; i++) {
            for (int j = 0; j < i; j++) {
                next[j][i] = next[i][j];
            }
        }
        return new EvidenceGram(sample, prior, next);
    }

    private void add(SharerGates sharer, int sign, double[][] into) {
        double[][] scores = new double[sharer.size()][];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = sample.scores(sharer.module(i), sharer.values(i));
        }
        prior.root(scores);
        for (double[] column : scores) {
            for (int i = 0; i < into.length; i++) {
                addScaled(into[i], sign * column[i], column, i + 1);
            }
        }
    }

    private static void addScaled(double[] row, double factor, double[] column, int until) {
        for (int j = 0; j < until; j++) {
            row[j] += factor * column[j];
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
