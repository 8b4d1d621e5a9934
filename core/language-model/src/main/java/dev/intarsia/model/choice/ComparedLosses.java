package dev.intarsia.model.choice;

/**
 * Prequential losses of one user's events under the user's trained adapter and under the base model, over the same events:
 * each under the adapter that was in force before the event was trained on. Both are means in nats per response token in which the
 * weight of an event falls by half with every {@value #HALF_LIFE} later ones, so that they follow what the user does.
 *
 * @param events how many were compared, however little the earliest of them count
 * @param trained mean under the adapter; 0 where no event was compared
 * @param base mean under the base model; 0 where no event was compared
 */
public record ComparedLosses(long events, double trained, double base) {
    /** No event was compared. */
    public static final ComparedLosses NONE = new ComparedLosses(0, 0, 0);

    /** Events after which one counts half. */
    static final int HALF_LIFE = 16;

    private static final double KEPT = Math.pow(0.5, 1.0 / HALF_LIFE);

    public ComparedLosses {
        if (events < 0 || !Double.isFinite(trained) || !Double.isFinite(base)) {
            throw new IllegalArgumentException("Losses of " + events + " events cannot be " + trained + " and " + base
                    + "; they are finite, of 0 events or more.");
        }
    }

    /**
     * With one more event. One of which a loss is no number says nothing.
     *
     * @param trainedLoss of the event, in mean nats per response token
     * @param baseLoss of the same event
     */
    public ComparedLosses and(double trainedLoss, double baseLoss) {
        if (!Double.isFinite(trainedLoss) || !Double.isFinite(baseLoss)) {
            return this;
        }
        // Of n events the weights sum to (1 - k^n) / (1 - k), so that the newest has this share of the mean.
        double share = (1 - KEPT) / (1 - Math.pow(KEPT, events + 1.0));
        return new ComparedLosses(
                events + 1, trained + share * (trainedLoss - trained), base + share * (baseLoss - base));
    }
}
