package dev.intarsia.replay.privacy;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * What Gaussian noise protects, exactly (analytic Gaussian mechanism; Balle and Wang 2018, arXiv 1805.06530, theorem 8): noise
 * of standard deviation σ on a vector that one event changes by at most Δ is (ε, δ)-differentially private if and only if
 * {@code Φ(Δ/2σ − εσ/Δ) − exp(ε) Φ(−Δ/2σ − εσ/Δ) ≤ δ}. Noise is told as {@code σ/Δ}.
 */
final class GaussianMechanism {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /** Where the normal distribution's tail is taken from its expansion, before it can no longer be told from 0. */
    private static final double TAIL = 30;

    private static final int HALVINGS = 200;

    private GaussianMechanism() {}

    /**
     * The least δ for an ε.
     *
     * @param noise σ/Δ, above 0
     */
    static double delta(double epsilon, double noise) {
        double middle = 1 / (2 * noise);
        double shift = epsilon * noise;
        return NORMAL.cumulativeProbability(middle - shift) - scaledTail(epsilon, middle, shift);
    }

    /** {@code exp(ε) Φ(−middle − shift)}, where {@code ε = 2 middle shift}. */
    private static double scaledTail(double epsilon, double middle, double shift) {
        double far = middle + shift;
        if (far < TAIL) {
            return Math.exp(epsilon) * NORMAL.survivalProbability(far);
        }
        double near = middle - shift;
        return Math.exp(-near * near / 2) / (far * Math.sqrt(2 * Math.PI)) * (1 - 1 / (far * far));
    }

    /**
     * The least ε for a δ.
     *
     * @param delta between 0 and 1
     * @param noise σ/Δ; infinity is the answer where it is 0
     */
    static double epsilon(double delta, double noise) {
        if (noise == 0) {
            return Double.POSITIVE_INFINITY;
        }
        double high = 1;
        while (delta(high, noise) > delta) {
            high *= 2;
        }
        double low = 0;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (delta(middle, noise) > delta) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /**
     * The least noise for ε and δ.
     *
     * @return σ/Δ
     */
    static double noise(double epsilon, double delta) {
        double high = 1;
        while (delta(epsilon, high) > delta) {
            high *= 2;
        }
        double low = 0;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (middle > 0 && delta(epsilon, middle) <= delta) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }
}
