package dev.intarsia.replay.run;

/** Probabilities and losses as they are written: to six decimals. */
final class Rounded {
    private static final double UNITS = 1e6;

    private Rounded() {}

    static double of(double value) {
        return Math.rint(value * UNITS) / UNITS;
    }
}
