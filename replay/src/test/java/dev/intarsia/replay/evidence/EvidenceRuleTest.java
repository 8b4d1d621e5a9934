package dev.intarsia.replay.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.oppu.learn.TrainedKind;
import dev.intarsia.oppu.residual.ResidualRule;
import org.junit.jupiter.api.Test;

class EvidenceRuleTest {
    private static final ResidualRule EVERYBODY = new ResidualRule(4, 1, 4, 0.01, 0, ResidualRule.NEVER);

    private final AnswerTrack track = new AnswerTrack();

    private void ask(double assembled, double served, boolean trained, boolean sampled) {
        track.add(new AnswerTrack.Asked(assembled, served, trained, sampled));
    }

    @Test
    void shouldStopForGoodOnceAResidualDoesNotPay() {
        EvidenceRule rule = EvidenceRule.whileItPays("rule", EVERYBODY, 2, true);
        ask(1, 9, false, true);
        ask(1, 1.5, true, true);
        assertThat(rule.choice().of(3, track)).as("too few to tell").isEqualTo(TrainedKind.RESIDUAL);

        ask(1, 0, true, false);
        assertThat(rule.choice().of(4, track)).isEqualTo(TrainedKind.RESIDUAL);

        ask(1, 2, true, false);
        assertThat(rule.choice().of(5, track)).isEqualTo(TrainedKind.NOTHING);

        ask(1, 1, false, true);
        assertThat(rule.choice().of(6, track)).isEqualTo(TrainedKind.NOTHING);
        assertThat(rule.drops()).isTrue();
    }

    @Test
    void shouldKnowTheSampledLossesAloneWhereTheTrainerMeasuresNoOthers() {
        EvidenceRule rule = EvidenceRule.whileItPays("rule", EVERYBODY, 1, false);
        ask(1, 2, true, false);
        assertThat(rule.choice().of(1, track)).isEqualTo(TrainedKind.RESIDUAL);

        ask(1, 2, true, true);
        assertThat(rule.choice().of(2, track)).isEqualTo(TrainedKind.NOTHING);
    }

    @Test
    void shouldTrainWhereTheAssembledAdaptersLossOfTheNewestEventsIsHigh() {
        EvidenceRule rule = EvidenceRule.whereHigh("rule", EVERYBODY, 1.5, true);
        assertThat(rule.choice().of(1, track)).as("nothing is known").isEqualTo(TrainedKind.RESIDUAL);

        for (int i = 0; i < 16; i++) {
            ask(1, 1, false, true);
        }
        assertThat(rule.choice().of(16, track)).isEqualTo(TrainedKind.NOTHING);

        for (int i = 0; i < 16; i++) {
            ask(2, 1, true, true);
        }
        assertThat(rule.choice().of(32, track)).isEqualTo(TrainedKind.RESIDUAL);
    }
}
