package dev.intarsia.pretrain;

/**
 * A learning rate that rises in a line and falls along a cosine.
 *
 * @param peak the highest rate
 * @param warmUp steps until the peak
 * @param floor the last rate, as a part of the peak
 */
record Schedule(double peak, int warmUp, double floor) {
    /** The rate of a step, counted from 1, of {@code steps}. */
    double at(int step, int steps) {
        double rise = Math.min(1, step / (double) Math.max(1, warmUp));
        double fall = (1 + Math.cos(Math.PI * (step - 1) / Math.max(1, steps))) / 2;
        return peak * rise * (floor + (1 - floor) * fall);
    }
}
