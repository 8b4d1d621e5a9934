package dev.intarsia.oppu.update;

/**
 * What an update's weights may be, so that they are published. What was out of bounds before may be published where it has
 * become less so; otherwise nobody would ever come back within a bound that was lowered.
 *
 * @param norm largest Frobenius norm of (α/r)·B·A at a module; 0 for no bound
 * @param loss largest mean loss, in nats per response token, of the newest events that were trained on; 0 for no bound
 */
public record UpdateBounds(double norm, double loss) {
    /** Far outside of what training by ordinary settings comes to. */
    public static final UpdateBounds DEFAULT = new UpdateBounds(100, 16);

    /** Only numbers that are not finite are out of bounds. */
    public static final UpdateBounds NONE = new UpdateBounds(0, 0);

    public UpdateBounds {
        if (!(norm >= 0) || !(loss >= 0)) {
            throw new IllegalArgumentException(
                    "bounds.norm and bounds.loss must be from 0, not " + norm + " and " + loss + ".");
        }
    }

    /** Whether a module's norm is out of bounds. */
    public boolean exceedsNorm(double before, double after) {
        return norm > 0 && !(after <= Math.max(norm, before));
    }

    /** Whether a loss is above the bound, whatever it was before. */
    public boolean aboveLoss(double after) {
        return loss > 0 && !(after <= loss);
    }

    /** Whether a loss is out of bounds. */
    public boolean exceedsLoss(double before, double after) {
        return aboveLoss(after) && !(after <= before);
    }
}
