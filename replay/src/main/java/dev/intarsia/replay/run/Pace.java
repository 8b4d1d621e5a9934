package dev.intarsia.replay.run;

/** Estimates the time left from the progress so far. */
final class Pace {
    private static final double NANOS = 1e9;

    private final double from;
    private final long began = System.nanoTime();

    /** @param from share that was done at the beginning, 0 to 1 */
    Pace(double from) {
        this.from = from;
    }

    /**
     * @param share that is done now
     * @return not a number where nothing was done since the beginning
     */
    double secondsLeft(double share) {
        double done = share - from;
        return done <= 0 ? Double.NaN : (System.nanoTime() - began) / NANOS * (1 - share) / done;
    }
}
