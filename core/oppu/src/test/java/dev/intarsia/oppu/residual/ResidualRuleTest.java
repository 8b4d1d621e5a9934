package dev.intarsia.oppu.residual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.oppu.learn.TrainedKind;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ResidualRuleTest {
    @Test
    void shouldChooseByTheNumberOfEvents() {
        ResidualRule rule = new ResidualRule(4, 1, 4, 0.01, 8, 20);

        assertThat(LongStream.of(0, 7, 8, 19, 20, 1000).mapToObj(rule::of))
                .containsExactly(
                        TrainedKind.NOTHING,
                        TrainedKind.NOTHING,
                        TrainedKind.RESIDUAL,
                        TrainedKind.RESIDUAL,
                        TrainedKind.OWN,
                        TrainedKind.OWN);
    }

    @Test
    void shouldGiveNobodyAnOwnAdapterByDefault() {
        assertThat(ResidualRule.DEFAULT.of(1_000_000_000)).isEqualTo(TrainedKind.RESIDUAL);
    }

    @Test
    void shouldNameTheSettingsThatDoNotGoTogether() {
        assertThatThrownBy(() -> new ResidualRule(0, 1, 4, 0.01, 8, 20))
                .hasMessageContaining("residual.every")
                .hasMessageContaining("not 0, 1 and 4");
        assertThatThrownBy(() -> new ResidualRule(4, 1, 4, 0, 8, 20))
                .hasMessageContaining("residual.learning-rate must be above 0, not 0.0");
        assertThatThrownBy(() -> new ResidualRule(4, 1, 4, 0.01, 8, 7))
                .hasMessageContaining("residual.own-from-events at least as many, not 8 and 7");
    }
}
