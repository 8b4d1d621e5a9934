package dev.intarsia.evaluation.statistics;

import dev.intarsia.evaluation.bootstrap.Estimate;

/**
 * How one method differs from another on the same questions.
 *
 * @param difference the method's figure less the reference's
 * @param pValue of no difference, by the resamples
 * @param adjusted the same after Holm's correction for all methods compared with this reference by this measure
 */
public record Contrast(
        String method, String reference, Measure measure, Estimate difference, double pValue, double adjusted) {
    /** Whether the method is better, beyond what chance explains. */
    public boolean isBetter() {
        return isClear() && measure.isBetter(difference.value(), 0);
    }

    /** Whether the methods differ beyond what chance explains. */
    public boolean isClear() {
        return adjusted < 0.05;
    }
}
