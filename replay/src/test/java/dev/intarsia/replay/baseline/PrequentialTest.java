package dev.intarsia.replay.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.evaluation.baseline.GlobalMean;
import dev.intarsia.evaluation.baseline.LabelScale;
import dev.intarsia.evaluation.baseline.Observation;
import org.junit.jupiter.api.Test;

class PrequentialTest {
    @Test
    void shouldPredictBeforeItLearns() {
        Prequential run = new Prequential(new GlobalMean(), new LabelScale(1, 2, 3, 4, 5), true);
        run.predictAndLearn(new Observation("u", "a", 5));
        run.predictAndLearn(new Observation("u", "a", 2));
        run.predictAndLearn(new Observation("v", "a", 1));

        assertThat(run.absoluteErrors()).containsExactly(3.0, 3.0);
        assertThat(run.mae()).isEqualTo(3);
    }
}
