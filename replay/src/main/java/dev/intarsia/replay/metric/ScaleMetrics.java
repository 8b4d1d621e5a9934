package dev.intarsia.replay.metric;

import java.util.regex.Pattern;

/**
 * Mean absolute and root mean squared error on a scale. An answer that is no number counts as whichever end of the
 * scale is farther from the truth.
 */
public final class ScaleMetrics {
    /** What most languages read as a decimal number; Java alone also takes "5d" and hexadecimal. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    private final double lowest;
    private final double highest;
    private final RunningMean absolute = new RunningMean();
    private final RunningMean squared = new RunningMean();

    /** For labels from {@code lowest} to {@code highest}. */
    public ScaleMetrics(double lowest, double highest) {
        if (!(lowest < highest)) {
            throw new IllegalArgumentException(
                    "A scale from " + lowest + " to " + highest + " is none; give its lowest label first.");
        }
        this.lowest = lowest;
        this.highest = highest;
    }

    public void add(double truth, double predicted) {
        double error = Math.abs(truth - predicted);
        absolute.add(error);
        squared.add(error * error);
    }

    /** Adds an answer in words: its number, or the farther end of the scale where it has none. */
    public void add(double truth, String predicted) {
        double number = number(predicted);
        add(truth, Double.isFinite(number) ? number : farther(truth));
    }

    private static double number(String text) {
        String number = text.strip();
        return NUMBER.matcher(number).matches() ? Double.parseDouble(number) : Double.NaN;
    }

    private double farther(double truth) {
        return Math.abs(truth - lowest) > Math.abs(truth - highest) ? lowest : highest;
    }

    public long count() {
        return absolute.count();
    }

    /** Mean absolute error; NaN before the first answer. */
    public double mae() {
        return absolute.value();
    }

    /** Root mean squared error; NaN before the first answer. */
    public double rmse() {
        return Math.sqrt(squared.value());
    }
}
