package dev.intarsia.replay.privacy;

import dev.intarsia.replay.sweep.Scores;
import dev.intarsia.replay.sweep.UserFigure;
import java.util.List;
import java.util.Optional;

/**
 * What one setting costs and protects.
 *
 * @param setting what is changed
 * @param value to what
 * @param epsilon of each event's differential privacy; infinite where there is none
 * @param attacks those that the setting may change
 * @param error of the assembled adapters' answers, mean over users
 * @param nll in nats an answer, likewise
 * @param nllAbove the same above that of the settings as they are
 */
record ComparedSetting(
        String setting,
        String value,
        double epsilon,
        List<MeasuredAttack> attacks,
        UserFigure error,
        UserFigure nll,
        UserFigure nllAbove) {
    ComparedSetting {
        attacks = List.copyOf(attacks);
    }

    static ComparedSetting of(
            String setting,
            String value,
            double epsilon,
            List<MeasuredAttack> attacks,
            List<Scores> answered,
            List<Scores> asSet) {
        int all = Integer.MAX_VALUE;
        return new ComparedSetting(
                setting,
                value,
                epsilon,
                attacks,
                UserFigure.of(answered, scores -> scores.meanError(0, all)),
                UserFigure.of(answered, scores -> scores.meanNll(0, all)),
                UserFigure.difference(answered, asSet, scores -> scores.meanNll(0, all)));
    }

    Optional<MeasuredAttack> attack(Exposure exposure, AttackMethod method) {
        return attacks.stream().filter(attack -> attack.is(exposure, method)).findFirst();
    }
}
