package dev.intarsia.replay.learning;

import dev.intarsia.replay.sweep.Scores;
import java.util.List;

/**
 * How a rule did.
 *
 * @param streamed each user's events, each asked before it was learned from
 * @param again the same events asked once more at the end
 * @param later each user's later events, asked at the end
 * @param early the same later events, asked already after as many streamed ones as the section says, one after the other
 * @param drifts for each user after how many events the last drift was found; 0 for none
 * @param flops floating-point operations of all training
 * @param seconds of asking and learning
 */
record RuleResult(
        String rule,
        List<Scores> streamed,
        List<Scores> again,
        List<Scores> later,
        List<List<Scores>> early,
        List<Long> drifts,
        double flops,
        double seconds) {
    RuleResult {
        streamed = List.copyOf(streamed);
        again = List.copyOf(again);
        later = List.copyOf(later);
        early = early.stream().map(List::copyOf).toList();
        drifts = List.copyOf(drifts);
    }
}
