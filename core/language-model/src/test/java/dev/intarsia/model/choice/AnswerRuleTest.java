package dev.intarsia.model.choice;

import static dev.intarsia.model.choice.AnswerKind.ASSEMBLED;
import static dev.intarsia.model.choice.AnswerKind.BASE;
import static dev.intarsia.model.choice.AnswerKind.TRAINED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnswerRuleTest {
    private final AnswerRule rule = new AnswerRule(8, 16);

    @Test
    void shouldGoByTheLowestLoss() {
        assertThat(rule.order(compared(8, 1.7, 2.0, 0.2))).containsExactly(TRAINED, ASSEMBLED, BASE);
        assertThat(rule.order(compared(8, 1.9, 2.0, 0.2))).containsExactly(ASSEMBLED, TRAINED, BASE);
        assertThat(rule.order(compared(8, 2.1, 2.0, 0.2))).containsExactly(ASSEMBLED, BASE, TRAINED);
        assertThat(rule.order(compared(8, 2.1, 2.0, -0.2))).containsExactly(BASE, TRAINED, ASSEMBLED);
        assertThat(compared(8, 1.7, 2.0, 0.2).loss(ASSEMBLED)).isCloseTo(1.8, within(1e-12));
    }

    @Test
    void shouldPreferWhatWasTrainedWhereLossesAreEqual() {
        assertThat(rule.order(compared(8, 2, 2, 0.0))).containsExactly(TRAINED, ASSEMBLED, BASE);
        assertThat(rule.order(compared(8, 1.5, 2, 0.5))).containsExactly(TRAINED, ASSEMBLED, BASE);
    }

    @Test
    void shouldLookForAnAssembledAdapterOfUnknownLossBeforeTheBaseModel() {
        assertThat(rule.order(compared(8, 1.9, 2, null))).containsExactly(TRAINED, ASSEMBLED, BASE);
        assertThat(rule.order(compared(8, 2.1, 2, null))).containsExactly(ASSEMBLED, BASE, TRAINED);
        assertThat(compared(8, 2.1, 2, null).loss(ASSEMBLED)).isNull();
    }

    @Test
    void shouldNotGoByLossesOfFewEvents() {
        AnswerEvidence few = compared(7, 9, 2, 0.2);

        assertThat(rule.enough(few)).isFalse();
        assertThat(rule.order(few)).containsExactly(TRAINED, ASSEMBLED, BASE);
        assertThat(rule.order(few(15, false))).containsExactly(ASSEMBLED, TRAINED, BASE);
        assertThat(rule.order(few(16, false))).containsExactly(TRAINED, ASSEMBLED, BASE);
        assertThat(rule.order(few(1, true)))
                .as("a residual, which has the assembled adapter beneath it")
                .containsExactly(TRAINED, ASSEMBLED, BASE);
    }

    @Test
    void shouldKnowNoLossWhereNothingWasCompared() {
        AnswerEvidence untrained = AnswerEvidence.untrained(0.2);

        assertThat(untrained.loss(TRAINED)).isNull();
        assertThat(untrained.loss(ASSEMBLED)).isNull();
        assertThat(untrained.loss(BASE)).isNull();
        assertThat(rule.order(untrained).get(0)).isEqualTo(ASSEMBLED);
    }

    @Test
    void shouldRefuseToDecideByNothing() {
        assertThatThrownBy(() -> new AnswerRule(0, 16)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AnswerRule(8, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static AnswerEvidence compared(long events, double trained, double base, @Nullable Double gain) {
        return new AnswerEvidence(new ComparedLosses(events, trained, base), gain, 100, false);
    }

    private static AnswerEvidence few(long learned, boolean residual) {
        return new AnswerEvidence(ComparedLosses.NONE, 0.2, learned, residual);
    }
}
