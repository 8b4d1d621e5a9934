package dev.intarsia.replay.sweep;

import java.util.Arrays;

/**
 * How the events of one user were answered, by position; NaN where nothing was asked.
 *
 * @param errors absolute on a scale, else 0 or 1
 * @param nll −log of the true label's probability, in nats
 */
public record Scores(double[] errors, double[] nll) {
    public Scores {
        errors = errors.clone();
        nll = nll.clone();
    }

    public static Scores none(int positions) {
        double[] nothing = new double[positions];
        Arrays.fill(nothing, Double.NaN);
        return new Scores(nothing, nothing);
    }

    @Override
    public double[] errors() {
        return errors.clone();
    }

    @Override
    public double[] nll() {
        return nll.clone();
    }

    /** Up to which position something was asked. */
    public int asked() {
        int asked = nll.length;
        while (asked > 0 && Double.isNaN(nll[asked - 1])) {
            asked--;
        }
        return asked;
    }

    public void put(int position, double error, double nats) {
        errors[position] = error;
        nll[position] = nats;
    }

    /** Mean error of the positions from {@code from} to below {@code to}; NaN where none was asked. */
    public double meanError(int from, int to) {
        return mean(errors, from, to);
    }

    /** Mean nats, likewise. */
    public double meanNll(int from, int to) {
        return mean(nll, from, to);
    }

    private static double mean(double[] numbers, int from, int to) {
        return Arrays.stream(numbers, Math.max(0, Math.min(from, numbers.length)), Math.min(to, numbers.length))
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
    }
}
