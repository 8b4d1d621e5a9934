package dev.intarsia.replay.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.oppu.residual.ResidualRule;
import dev.intarsia.replay.evidence.StoppingRule.KnownLoss;
import dev.intarsia.replay.method.Mark;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StoppingRuleTest {
    private static final int EVENTS = 12;
    private static final Set<Integer> ALL = IntStream.range(0, EVENTS).boxed().collect(Collectors.toSet());

    private final StoppedResiduals residuals =
            new StoppedResiduals(new ResidualRule(4, 1, 4, 0.01, 0, ResidualRule.NEVER), 2);

    /** @param nats of every answer from the fifth event on, when a first residual may answer; 2 before */
    private static EvidenceResult.OfRule rule(String name, double nats, long rows) {
        UserAnswers answers = new UserAnswers(EVENTS);
        for (int i = 0; i < EVENTS; i++) {
            answers.add(i, new Mark(0, i < 4 ? 2 : nats));
        }
        answers.addLater(new Mark(0, nats));
        return new EvidenceResult.OfRule(name, List.of(answers), rows, 3 * rows, rows > 0 ? 1 : 0);
    }

    private static double sum(EvidenceResult.OfRule rule) {
        return UserAnswers.sum(rule.users().get(0).streamed(), Mark::nll);
    }

    @Test
    void shouldDoAsResidualsDoWhileTheyPay() {
        EvidenceResult.OfRule residual = rule("residual", 1, EVENTS);

        EvidenceResult.OfRule stopped = residuals.of(
                new StoppingRule("rule", StoppingRule.notPaying(4)), rule("assembled", 2, 0), residual, List.of(ALL));

        assertThat(stopped)
                .returns((long) EVENTS, EvidenceResult.OfRule::rows)
                .returns(1, EvidenceResult.OfRule::trained);
        assertThat(sum(stopped)).isEqualTo(sum(residual));
        assertThat(stopped.users().get(0).later())
                .isEqualTo(residual.users().get(0).later());
    }

    @Test
    void shouldDoAsWhatIsAssembledDoesOnceResidualsDoNotPay() {
        EvidenceResult.OfRule assembled = rule("assembled", 2, 0);

        EvidenceResult.OfRule stopped = residuals.of(
                new StoppingRule("rule", StoppingRule.notPaying(4)),
                assembled,
                rule("residual", 3, EVENTS),
                List.of(ALL));

        // The update at the eighth event is the first that is not made.
        assertThat(stopped).returns(4L, EvidenceResult.OfRule::rows).returns(0, EvidenceResult.OfRule::trained);
        assertThat(sum(stopped)).isEqualTo(4 * 2 + 3 * 3 + 5 * 2);
        assertThat(stopped.users().get(0).later())
                .isEqualTo(assembled.users().get(0).later());
    }

    @Test
    void shouldJudgeByKnownLossesAlone() {
        StoppingRule rule = new StoppingRule("rule", StoppingRule.notPaying(2));

        EvidenceResult.OfRule stopped =
                residuals.of(rule, rule("assembled", 2, 0), rule("residual", 3, EVENTS), List.of(Set.of(1, 5, 9)));

        assertThat(stopped.rows()).as("two are known at the twelfth event only").isEqualTo(8);
    }

    @Test
    void shouldStopWhereTheAssembledAdaptersLossOfTheNewestEventsIsLow() {
        StoppingRule.Stop stop = StoppingRule.lowLoss(1.5, 2);
        KnownLoss high = new KnownLoss(0, 3, 3, false);

        assertThat(stop.now(List.of())).isFalse();
        assertThat(stop.now(List.of(high, new KnownLoss(1, 1, 1, false)))).isFalse();
        assertThat(stop.now(List.of(high, new KnownLoss(1, 1, 1, false), new KnownLoss(2, 2, 0, true))))
                .isTrue();
    }
}
