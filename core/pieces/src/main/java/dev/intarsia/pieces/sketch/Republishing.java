package dev.intarsia.pieces.sketch;

/**
 * When a published piece is replaced by that of a later version: once its weights have moved far enough. How far is told from
 * sketches of the weights by one and the same {@link CountSketch}, whose distance is in expectation that of the weights
 * (the relative error of a distance is about {@code 1 / sqrt(2 size)}).
 *
 * @param above distance in parts of the published weights' norm that a piece may move and stay published; 0 replaces it
 *     with every version
 */
public record Republishing(double above) {
    /** Every version is published. */
    public static final Republishing ALWAYS = new Republishing(0);

    public Republishing {
        if (!(above >= 0) || Double.isInfinite(above)) {
            throw new IllegalArgumentException(
                    "pieces.republish-above must be a number from 0, not " + above + "; 0 publishes every version.");
        }
    }

    /** Whether every version is published, so that no sketches are needed. */
    public boolean always() {
        return above == 0;
    }

    /**
     * Whether a published piece may stay.
     *
     * @param published sketch of its weights; empty where it is not known
     * @param now sketch of the later weights
     */
    public boolean keeps(float[] published, float[] now) {
        return !always()
                && published.length > 0
                && published.length == now.length
                // Written so that NaN, as of no weights at all, keeps nothing.
                && moved(published, now) <= above;
    }

    /** How far it has moved, in parts of the published weights' norm. */
    public static double moved(float[] published, float[] now) {
        double distance = 0;
        double norm = 0;
        for (int i = 0; i < published.length; i++) {
            double difference = (double) now[i] - published[i];
            distance += difference * difference;
            norm += (double) published[i] * published[i];
        }
        return Math.sqrt(distance / norm);
    }
}
