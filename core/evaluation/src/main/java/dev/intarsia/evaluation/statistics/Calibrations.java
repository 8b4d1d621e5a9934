package dev.intarsia.evaluation.statistics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** Measures one method's calibration, question by question. */
final class Calibrations {
    private static final int RANGES = 10;
    private static final double[] SHARES = {0.5, 0.8, 0.9};

    private final boolean ordered;
    private final double[] probabilities = new double[RANGES];
    private final double[] right = new double[RANGES];
    private final int[] counts = new int[RANGES];
    private final double[] transform = new double[RANGES];
    private final double[] covered = new double[SHARES.length];
    private double brier;
    private int questions;

    private Calibrations(boolean ordered) {
        this.ordered = ordered;
    }

    /**
     * Null where the method gave no probabilities.
     *
     * @param ordered whether labels are a scale
     */
    static @Nullable Calibration of(Questions questions, MethodAnswers answers, boolean ordered) {
        Calibrations found = new Calibrations(ordered);
        for (int i = 0; i < questions.count(); i++) {
            double[] given = answers.probabilities(i);
            if (given != null) {
                found.add(given, questions.golds()[i]);
            }
        }
        return found.questions == 0 ? null : found.build();
    }

    private void add(double[] given, int gold) {
        questions++;
        int likeliest = 0;
        double squares = 0;
        double below = 0;
        for (int label = 0; label < given.length; label++) {
            likeliest = given[label] > given[likeliest] ? label : likeliest;
            double distance = given[label] - (label == gold ? 1 : 0);
            squares += distance * distance;
            below += label < gold ? given[label] : 0;
        }
        brier += squares;
        int range = Math.min(RANGES - 1, (int) (given[likeliest] * RANGES));
        probabilities[range] += given[likeliest];
        right[range] += likeliest == gold ? 1 : 0;
        counts[range]++;
        if (ordered) {
            spread(below, Math.min(1, below + given[gold]));
        }
    }

    /**
     * The transform of a truth whose label reaches from one cumulated probability to another, spread evenly between
     * them (Czado, Gneiting and Held, 2009): with right distributions it is even, although labels are few.
     */
    private void spread(double from, double to) {
        for (int i = 0; i < RANGES; i++) {
            transform[i] += overlap(from, to, (double) i / RANGES, (i + 1.0) / RANGES);
        }
        for (int i = 0; i < SHARES.length; i++) {
            covered[i] += overlap(from, to, (1 - SHARES[i]) / 2, (1 + SHARES[i]) / 2);
        }
    }

    private static double overlap(double from, double to, double low, double high) {
        if (to - from < 1e-12) {
            return from >= low && (from < high || high >= 1) ? 1 : 0;
        }
        return Math.max(0, Math.min(to, high) - Math.max(from, low)) / (to - from);
    }

    private Calibration build() {
        List<Calibration.Range> ranges = new ArrayList<>();
        double ece = 0;
        for (int i = 0; i < RANGES; i++) {
            if (counts[i] > 0) {
                ranges.add(new Calibration.Range(probabilities[i] / counts[i], right[i] / counts[i], counts[i]));
                ece += Math.abs(probabilities[i] - right[i]) / questions;
            }
        }
        if (!ordered) {
            return new Calibration(questions, ece, brier / questions, ranges, null, null);
        }
        Map<String, Double> coverage = new LinkedHashMap<>();
        for (int i = 0; i < SHARES.length; i++) {
            coverage.put(Double.toString(SHARES[i]), covered[i] / questions);
        }
        List<Double> parts =
                DoubleStream.of(transform).map(x -> x / questions).boxed().toList();
        return new Calibration(questions, ece, brier / questions, ranges, parts, coverage);
    }
}
