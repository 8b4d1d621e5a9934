package dev.intarsia.replay.learning;

import dev.intarsia.replay.sweep.UserFigure;
import java.util.ArrayList;
import java.util.List;

/**
 * A rule's figures beside those of the first of its section.
 *
 * @param error mean over users, of the streamed events
 * @param nll in nats, likewise
 * @param errorAbove the first rule's error
 * @param nllAbove the first rule's nats
 * @param byPosition mean nats of the streamed events from each of the section's positions to the next
 * @param early error of later events, already after as many streamed ones as the section says
 * @param earlyAbove the first rule's
 * @param laterError of later events, at the end
 * @param laterErrorAbove the first rule's
 * @param laterNll as the error
 * @param laterNllAbove the first rule's
 * @param oldest mean nats of the first {@value #ENDS} events, asked again at the end
 * @param newest likewise of the last {@value #ENDS}
 * @param drifted share of the users of whom a drift was found; NaN where none was looked for
 * @param work operations of training, as a share of the first rule's
 */
record RuleFigures(
        String rule,
        UserFigure error,
        UserFigure nll,
        UserFigure errorAbove,
        UserFigure nllAbove,
        List<UserFigure> byPosition,
        List<UserFigure> early,
        List<UserFigure> earlyAbove,
        UserFigure laterError,
        UserFigure laterErrorAbove,
        UserFigure laterNll,
        UserFigure laterNllAbove,
        UserFigure oldest,
        UserFigure newest,
        double drifted,
        double work,
        double seconds) {
    static final int ENDS = 16;

    /** @param positions between which losses are told one by one */
    static RuleFigures of(RuleResult result, RuleResult first, List<Integer> positions) {
        int all = Integer.MAX_VALUE;
        List<UserFigure> byPosition = new ArrayList<>();
        for (int i = 0; i + 1 < positions.size(); i++) {
            int from = positions.get(i);
            int to = positions.get(i + 1);
            byPosition.add(UserFigure.of(result.streamed(), scores -> scores.meanNll(from, to)));
        }
        List<UserFigure> early = new ArrayList<>();
        List<UserFigure> earlyAbove = new ArrayList<>();
        for (int i = 0; i < result.early().size(); i++) {
            early.add(UserFigure.of(result.early().get(i), scores -> scores.meanError(0, all)));
            earlyAbove.add(UserFigure.difference(
                    result.early().get(i), first.early().get(i), scores -> scores.meanError(0, all)));
        }
        return new RuleFigures(
                result.rule(),
                UserFigure.of(result.streamed(), scores -> scores.meanError(0, all)),
                UserFigure.of(result.streamed(), scores -> scores.meanNll(0, all)),
                UserFigure.difference(result.streamed(), first.streamed(), scores -> scores.meanError(0, all)),
                UserFigure.difference(result.streamed(), first.streamed(), scores -> scores.meanNll(0, all)),
                byPosition,
                early,
                earlyAbove,
                UserFigure.of(result.later(), scores -> scores.meanError(0, all)),
                UserFigure.difference(result.later(), first.later(), scores -> scores.meanError(0, all)),
                UserFigure.of(result.later(), scores -> scores.meanNll(0, all)),
                UserFigure.difference(result.later(), first.later(), scores -> scores.meanNll(0, all)),
                UserFigure.of(result.again(), scores -> scores.meanNll(0, ENDS)),
                UserFigure.of(result.again(), scores -> scores.meanNll(scores.asked() - ENDS, all)),
                result.drifts().stream()
                        .mapToInt(at -> at > 0 ? 1 : 0)
                        .average()
                        .orElse(Double.NaN),
                result.flops() / first.flops(),
                result.seconds());
    }
}
