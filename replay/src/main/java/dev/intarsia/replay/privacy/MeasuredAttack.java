package dev.intarsia.replay.privacy;

import dev.intarsia.evaluation.bootstrap.Estimate;
import dev.intarsia.evaluation.bootstrap.Resamples;
import java.util.List;

/**
 * How well an attack tells members from others.
 *
 * @param scored how many events, of all attacked runs
 * @param auc area under the curve
 * @param found share of the members that are found where {@value #FALSE} of the others are wrongly called members
 * @param curve every threshold
 */
record MeasuredAttack(
        Exposure exposure, AttackMethod method, int scored, Estimate auc, Estimate found, List<RocCurve.Point> curve) {
    /** The share of others at which finds are counted. */
    static final double FALSE = 0.01;

    MeasuredAttack {
        curve = List.copyOf(curve);
    }

    static MeasuredAttack of(
            Exposure exposure, AttackMethod method, List<MembershipScore> scores, Resamples resamples) {
        RocCurve curve = RocCurve.of(scores);
        return new MeasuredAttack(
                exposure,
                method,
                curve.size(),
                curve.auc(resamples),
                curve.truePositives(FALSE, resamples),
                curve.points());
    }

    boolean is(Exposure wantedExposure, AttackMethod wantedMethod) {
        return exposure == wantedExposure && method == wantedMethod;
    }
}
