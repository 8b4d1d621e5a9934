package dev.intarsia.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DecoderTrainingTest {
    private static final DecoderShape TINY = new DecoderShape(40, 16, 2, 4, 2, 24, 32);

    private final TrainableWeights start = inflated(TrainableWeights.initial(TINY, 5));

    @Test
    void shouldGiveTheLossOfTheScoredTokens() {
        Batch batch = Batch.of(rows(3, 1));
        try (DecoderTraining training = new DecoderTraining(TINY, false, start)) {
            float[] scores = training.score(batch, batch.targets());
            double expected = 0;
            for (int i = 0; i < scores.length; i++) {
                expected -= scores[i] * batch.shares()[i];
            }

            assertThat(training.accumulate(batch)).isCloseTo(expected, within(1e-4));
        }
    }

    @Test
    void shouldNotLookAtPaddingOrAtLaterTokens() {
        LearningRow brief = new LearningRow(new int[] {1, 7, 9}, 2, 1);
        LearningRow longer = new LearningRow(new int[] {1, 8, 5, 4, 3, 11, 12}, 3, 1);
        try (DecoderTraining training = new DecoderTraining(TINY, false, start)) {
            Batch alone = Batch.of(List.of(brief));
            Batch padded = Batch.of(List.of(brief, longer));

            float single = training.score(alone, alone.targets())[0];

            assertThat(training.score(padded, padded.targets())[0]).isCloseTo(single, within(1e-5f));
        }
    }

    /** Moves every weight a little along its gradient: the loss must rise by the squared norm times the step. */
    @Test
    void shouldFollowTheGradientOfEveryWeight() {
        Batch batch = Batch.of(rows(4, 2));
        for (int i = 0; i < TINY.weights().size(); i++) {
            List<float[]> up = copy(start.values());
            List<float[]> down = copy(start.values());
            float[] gradient = gradient(batch, i);
            double norm = 0;
            for (float g : gradient) {
                norm += g * g;
            }
            double step = 5e-3 / Math.sqrt(norm);
            for (int j = 0; j < gradient.length; j++) {
                up.get(i)[j] += (float) (step * gradient[j]);
                down.get(i)[j] -= (float) (step * gradient[j]);
            }
            double rise = (loss(batch, up) - loss(batch, down)) / (2 * step);

            assertThat(rise).as(TINY.weights().get(i).name()).isCloseTo(norm, within(0.02 * norm));
        }
    }

    @Test
    void shouldLearnWhatItIsShown() {
        Batch batch = Batch.of(rows(8, 3));
        try (DecoderTraining training = new DecoderTraining(TINY, true, start)) {
            double before = training.accumulate(batch);
            training.update(1, 1e-2, 0.01, 1);
            for (int step = 2; step <= 40; step++) {
                training.accumulate(batch);
                training.update(step, 1e-2, 0.01, 1);
            }

            assertThat(training.accumulate(batch)).isLessThan(before / 4);
        }
    }

    @Test
    void shouldGoOnFromASnapshotBitForBit() {
        List<Batch> batches =
                IntStream.range(0, 6).mapToObj(seed -> Batch.of(rows(4, seed))).toList();
        TrainableWeights whole = train(start, batches, 0);
        TrainableWeights half = train(start, batches.subList(0, 3), 0);
        TrainableWeights resumed = train(half, batches.subList(3, 6), 3);

        for (int i = 0; i < whole.values().size(); i++) {
            assertThat(resumed.values().get(i)).isEqualTo(whole.values().get(i));
            assertThat(resumed.second().get(i)).isEqualTo(whole.second().get(i));
        }
    }

    private TrainableWeights train(TrainableWeights from, List<Batch> batches, int done) {
        try (DecoderTraining training = new DecoderTraining(TINY, true, from)) {
            for (int i = 0; i < batches.size(); i++) {
                training.accumulate(batches.get(i));
                training.update(done + i + 1, 1e-2, 0.05, 1);
            }
            return training.snapshot();
        }
    }

    /** One AdamW step from zero moments leaves a tenth of the gradient in the first moment. */
    private float[] gradient(Batch batch, int weight) {
        try (DecoderTraining training = new DecoderTraining(TINY, false, start)) {
            training.accumulate(batch);
            training.update(1, 0, 0, 1e9);
            float[] mean = training.snapshot().first().get(weight);
            float[] gradient = new float[mean.length];
            for (int j = 0; j < mean.length; j++) {
                gradient[j] = mean[j] * 10;
            }
            return gradient;
        }
    }

    private double loss(Batch batch, List<float[]> values) {
        try (DecoderTraining training =
                new DecoderTraining(TINY, false, new TrainableWeights(values, start.first(), start.second()))) {
            return training.accumulate(batch);
        }
    }

    private static List<LearningRow> rows(int count, long seed) {
        Random random = new Random(seed);
        List<LearningRow> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int[] tokens = random.ints(6 + random.nextInt(10), 3, 40).toArray();
            rows.add(new LearningRow(tokens, 1 + random.nextInt(3), 0.5f + random.nextFloat()));
        }
        return rows;
    }

    /** Larger weights have gradients that finite differences in fp32 can see. */
    private static TrainableWeights inflated(TrainableWeights weights) {
        for (int i = 0; i < TINY.matrices(); i++) {
            float[] values = weights.values().get(i);
            for (int j = 0; j < values.length; j++) {
                values[j] *= 6;
            }
        }
        return weights;
    }

    private static List<float[]> copy(List<float[]> values) {
        return values.stream().map(float[]::clone).toList();
    }
}
