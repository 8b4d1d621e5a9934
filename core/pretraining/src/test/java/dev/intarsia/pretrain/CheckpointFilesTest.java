package dev.intarsia.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.intarsia.model.checkpoint.Checkpoint;
import dev.intarsia.model.checkpoint.Dtype;
import dev.intarsia.model.engine.EngineOptions;
import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.example.Example;
import dev.intarsia.model.fixture.TinyTokenizer;
import dev.intarsia.model.score.Loss;
import dev.intarsia.model.score.Scorer;
import dev.intarsia.model.score.ScoringRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFilesTest {
    private static final DecoderShape TINY = new DecoderShape(320, 32, 2, 4, 2, 48, 64);

    @TempDir
    Path folder;

    /** The model that is trained and the model that is served are two programs: they must be one function. */
    @Test
    void shouldWriteWhatTheServingModelReadsAsTheSameFunction() throws IOException {
        Path tokenizer = TinyTokenizer.FILMS.write(folder.resolve("vocabulary")).resolve("tokenizer.json");
        Path output = folder.resolve("model");
        CheckpointFiles.write(output, TINY, TrainableWeights.initial(TINY, 3), tokenizer);
        Checkpoint checkpoint = Checkpoint.open(output);
        List<float[]> stored = new ArrayList<>();
        for (DecoderShape.Weight weight : TINY.weights()) {
            assertThat(checkpoint.tensor(weight.name()).dtype()).isEqualTo(Dtype.BF16);
            stored.add(checkpoint.tensor(weight.name()).floats());
        }
        List<Example> examples = examples();

        List<Loss> served;
        try (LanguageModel model = LanguageModel.load(output, EngineOptions.defaults())) {
            served = new Scorer(model)
                    .losses(examples.stream()
                            .map(example -> new ScoringRow(example, null))
                            .toList());
        }

        TrainableWeights weights = new TrainableWeights(stored, List.of(), List.of()).withoutMoments();
        try (DecoderTraining training = new DecoderTraining(TINY, false, weights)) {
            for (int i = 0; i < examples.size(); i++) {
                Example example = examples.get(i);
                double trained = training.accumulate(Batch.of(List.of(
                        new LearningRow(example.tokens(), example.responseStart(), 1f / example.responseLength()))));
                assertThat(served.get(i).mean()).isCloseTo(trained, within(1e-4));
            }
        }
    }

    private static List<Example> examples() {
        Random random = new Random(8);
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            int[] tokens = random.ints(6 + 7 * i, 0, 320).toArray();
            examples.add(new Example(tokens, 2 + i));
        }
        return examples;
    }
}
