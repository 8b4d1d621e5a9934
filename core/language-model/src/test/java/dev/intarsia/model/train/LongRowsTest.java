package dev.intarsia.model.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.model.engine.EngineOptions;
import dev.intarsia.model.engine.Golden;
import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.engine.Precision;
import dev.intarsia.model.example.Example;
import dev.intarsia.model.fixture.SameNumbers;
import dev.intarsia.model.gate.Signature;
import dev.intarsia.model.gate.SignatureExtractor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows whose attention is summed by another kernel or in other parts where they are padded otherwise. */
class LongRowsTest {
    private static final int CONTEXT = 420;

    /** Bit for bit it was where this was measured; another processor may round otherwise. */
    private static final double EXACT = 1e-6;

    /** Large steps, which show what the sums' order changes in them. */
    private static final TrainingOptions OPTIONS =
            TrainingOptions.defaults().withLearningRate(new LearningRate.Constant(0.1));

    @TempDir
    Path directory;

    private LanguageModel model(String name, Precision precision) throws IOException {
        EngineOptions options = EngineOptions.defaults().withPrecision(precision);
        return Golden.of(name).stretched(directory, CONTEXT, options);
    }

    private static List<UserUpdate> users(LanguageModel model, int shortest, int longest, int mostResponses) {
        Random random = new Random(7);
        List<UserUpdate> users = new ArrayList<>();
        for (int number = 0; number < 12; number++) {
            List<List<Example>> steps = new ArrayList<>();
            for (int step = 0; step < 2; step++) {
                List<Example> rows = new ArrayList<>();
                for (int row = 1 + random.nextInt(3); row > 0; row--) {
                    int length = shortest + random.nextInt(longest - shortest + 1);
                    int[] tokens = random.ints(length, 3, 61).toArray();
                    rows.add(new Example(tokens, length - 1 - random.nextInt(mostResponses)));
                }
                steps.add(rows);
            }
            users.add(new UserUpdate(AdapterState.zero(model.layout()), steps, number));
        }
        return users;
    }

    @ParameterizedTest
    @CsvSource({
        "llama, FP32, 200, 400, 3",
        "llama, FP32, 60, 400, 40",
        "llama, FP32, 66, 192, 40",
        "qwen2, FP32, 200, 400, 3",
        "qwen2, BF16, 200, 400, 3",
        "qwen3, FP32, 200, 400, 40"
    })
    void shouldBeTrainedOnAsIfAlone(String name, Precision precision, int shortest, int longest, int mostResponses)
            throws IOException {
        try (LanguageModel model = model(name, precision);
                FusedTrainer trainer = new FusedTrainer(model, OPTIONS)) {
            List<UserUpdate> users = users(model, shortest, longest, mostResponses);
            List<AdapterState> together = trainer.train(users);
            for (int number = 0; number < users.size(); number++) {
                AdapterState alone = trainer.train(List.of(users.get(number))).get(0);
                assertThat(together.get(number).adapter().values().toArray())
                        .as("user %d", number)
                        .containsExactly(alone.adapter().values().toArray(), within((float)
                                SameNumbers.in(model).tolerance(EXACT)));
            }
        }
    }

    @Test
    void shouldHaveTheSignaturesTheyHaveAlone() throws IOException {
        try (LanguageModel model = model("qwen2", Precision.FP32);
                SignatureExtractor extractor = new SignatureExtractor(model, 64)) {
            List<Example> rows = users(model, 200, 400, 40).stream()
                    .map(user -> user.steps().get(0).get(0))
                    .toList();
            List<Signature> together = extractor.of(rows);
            for (int i = 0; i < rows.size(); i++) {
                Signature alone = extractor.of(List.of(rows.get(i))).get(0);
                int row = i;
                alone.sketches()
                        .forEach((module, sketch) -> assertThat(
                                        together.get(row).sketches().get(module))
                                .as("row %d at %s", row, module)
                                .containsExactly(sketch, within((float)
                                        SameNumbers.in(model).tolerance(EXACT))));
            }
        }
    }
}
