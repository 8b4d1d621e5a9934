package dev.intarsia.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.intarsia.tasks.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;

class RatingScoreTest {
    @Test
    void shouldMeasureTheMedianAndTheLikelihood() {
        Answer.Scale scale = new Answer.Scale(List.of("1", "2", "5"));
        double[][] probabilities = {{0.2, 0.5, 0.3}, {0.1, 0.1, 0.8}};

        RatingScore score = RatingScore.of(scale, probabilities, new int[] {2, 2});

        assertThat(score.events()).isEqualTo(2);
        assertThat(score.mae()).isCloseTo(1.5, within(1e-9));
        assertThat(score.nll()).isCloseTo(-(Math.log(0.3) + Math.log(0.8)) / 2, within(1e-9));
    }
}
