package dev.intarsia.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class FilmStageTest {
    private static final DecoderShape TINY = new DecoderShape(40, 16, 2, 4, 2, 24, 32);
    private static final int[] LABELS = {5, 6};

    @Test
    void shouldDrawFewRatingsTowardsWhatIsExpected() {
        double[] expected = {0.25, 0.75};

        assertThat(new FilmRatings(new int[] {1}, new int[] {0, 0}).shrunk(expected, 12))
                .containsExactly(0.25, 0.75);
        assertThat(new FilmRatings(new int[] {1}, new int[] {4, 0}).shrunk(expected, 12))
                .containsExactly(7.0 / 16, 9.0 / 16);
        assertThat(new FilmRatings(new int[] {1}, new int[] {9_999, 1}).shrunk(expected, 12)[0])
                .isGreaterThan(0.99);
    }

    @Test
    void shouldLearnADistributionForEveryPrompt() {
        Batch batch = Batch.of(
                List.of(
                        new FilmRow(new int[] {1, 9, 8}, new double[] {0.2, 0.8}),
                        new FilmRow(new int[] {1, 7}, new double[] {1, 0})),
                LABELS,
                0.5f);

        assertThat(batch.ids()).containsExactly(1, 9, 8, 1, 7, 0);
        assertThat(batch.places()).containsExactly(2, 2, 4, 4);
        assertThat(batch.targets()).containsExactly(5, 6, 5, 6);
        assertThat(batch.shares()).containsExactly(0.1f, 0.4f, 0.5f, 0);
    }

    @Test
    void shouldComeCloseToAFilmsOwnRatingsWhereThereAreMany() {
        FilmRatings loved = new FilmRatings(new int[] {1, 10, 11, 12}, new int[] {20, 580});
        FilmRatings hated = new FilmRatings(new int[] {1, 20, 21}, new int[] {580, 20});
        TrainableWeights start = TrainableWeights.initial(TINY, 2);
        FilmStage stage = new FilmStage(
                TINY,
                List.of(loved, hated),
                LABELS,
                List.of(new dev.intarsia.model.example.Example(new int[] {1, 30, 31}, 2)),
                List.of(),
                List.of(new int[] {1, 33, 34, 2}),
                3);
        stage.begin(start);

        try (DecoderTraining training = new DecoderTraining(TINY, true, start)) {
            for (int step = 1; step <= 60; step++) {
                stage.batches(step % stage.steps()).forEach(training::accumulate);
                training.update(step, 1e-2, 0, 1);
            }
            double[][] learned = new LabelProbabilities(training, LABELS).of(List.of(loved.prompt(), hated.prompt()));

            assertThat(learned[0][1]).isCloseTo(0.96, within(0.06));
            assertThat(learned[1][0]).isCloseTo(0.96, within(0.06));
        }
    }
}
