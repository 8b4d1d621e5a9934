package dev.intarsia.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.model.adapter.AdapterValues;
import dev.intarsia.model.adapter.ModuleShape;
import dev.intarsia.model.checkpoint.AttentionShape;
import dev.intarsia.model.checkpoint.Checkpoint;
import dev.intarsia.model.checkpoint.DecoderTensors;
import dev.intarsia.model.checkpoint.Dtype;
import dev.intarsia.model.checkpoint.ModelConfig;
import dev.intarsia.model.checkpoint.Rope;
import dev.intarsia.model.example.Example;
import dev.intarsia.pieces.module.Projection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The script against {@link OracleDecoder}, for shapes and adapters that the golden files do not have. */
class OracleTest {
    @TempDir
    Path directory;

    static Stream<Arguments> models() {
        return Stream.of(
                Arguments.of("llama", new AttentionShape(6, 3, 4, true, true, false), EnumSet.allOf(Projection.class)),
                Arguments.of(
                        "qwen3",
                        new AttentionShape(4, 1, 8, false, false, true),
                        EnumSet.of(Projection.K, Projection.O)),
                Arguments.of("llama", AttentionShape.plain(1, 1, 6), EnumSet.of(Projection.UP, Projection.DOWN)),
                Arguments.of("mistral", AttentionShape.plain(2, 2, 10), EnumSet.of(Projection.V, Projection.GATE)));
    }

    @ParameterizedTest
    @MethodSource("models")
    void shouldGiveTheOraclesLossesAndGradients(String type, AttentionShape attention, Set<Projection> adapted)
            throws IOException {
        Random random = new Random(attention.heads());
        write(type, attention, random);
        EngineOptions options = EngineOptions.defaults().withRank(3, 4.5).withProjections(adapted);
        try (LanguageModel model = LanguageModel.load(directory, options);
                OracleDecoder oracle = new OracleDecoder(model.manager(), Checkpoint.open(directory), model.layout())) {
            AdapterState start = AdapterState.start(drawn(model, random));
            List<Example> rows = List.of(row(random, 9, 3), row(random, 20, 1), row(random, 12, 11));
            float[] losses =
                    new LossPass(model).losses(rows, List.of(start.adapter(), start.adapter(), start.adapter()));
            for (int i = 0; i < rows.size(); i++) {
                OracleDecoder.Result expected = oracle.run(rows.get(i), start.adapter());
                assertThat(losses[i]).isCloseTo(expected.loss(), within(2e-5f));
                assertGradients(model, start, rows.get(i), expected);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void shouldGiveTheOraclesMeans(String type, AttentionShape attention, Set<Projection> adapted) throws IOException {
        Random random = new Random(attention.heads());
        write(type, attention, random);
        EngineOptions options = EngineOptions.defaults().withRank(3, 4.5).withProjections(adapted);
        try (LanguageModel model = LanguageModel.load(directory, options);
                OracleDecoder oracle = new OracleDecoder(model.manager(), Checkpoint.open(directory), model.layout())) {
            Adapter one = drawn(model, random);
            Adapter other = drawn(model, random);
            List<int[]> texts = Stream.of(9, 1, 64, 20, 9)
                    .map(length -> random.ints(length, 0, 40).toArray())
                    .toList();
            List<@Nullable Adapter> adapters = Arrays.asList(one, null, other, null, one);

            float[][] means = new EmbeddingPass(model).means(texts, adapters);

            for (int i = 0; i < texts.size(); i++) {
                assertThat(means[i]).containsExactly(oracle.mean(texts.get(i), adapters.get(i)), within(2e-5f));
            }
            assertThat(new EmbeddingPass(model).means(List.of(texts.get(0)), Arrays.asList(other))[0])
                    .isNotEqualTo(means[0]);
        }
    }

    private static Adapter drawn(LanguageModel model, Random random) {
        return Adapter.of(
                AdapterValues.of(model.layout(), draw(random, model.layout().size(), 0.2f)));
    }

    /** With these settings one step leaves the bare gradient in the first moment. */
    private static void assertGradients(
            LanguageModel model, AdapterState start, Example row, OracleDecoder.Result expected) {
        AdamW keep = new AdamW(0, 0.5, 1, 0, Double.POSITIVE_INFINITY);
        try (AdapterTraining training = new AdapterTraining(model, List.of(start))) {
            training.accumulate(List.of(new TrainingRow(row, 0, 1, 0)), null);
            training.step(List.of(new AdamStep(1, 0)), keep);
            AdapterValues gradient = training.states(new int[] {1}).get(0).firstMoment();
            for (ModuleShape module : model.layout().modules()) {
                float[] found = gradient.module(module.id());
                float[] wanted = expected.gradients().get(module.id());
                float largest = 0;
                for (float value : wanted) {
                    largest = Math.max(largest, Math.abs(value));
                }
                assertThat(largest).isPositive();
                assertThat(found).containsExactly(wanted, within(largest * 1e-4f));
            }
        }
    }

    private void write(String type, AttentionShape attention, Random random) throws IOException {
        ModelConfig config =
                new ModelConfig(type, 14, 22, 3, attention, Rope.plain(5000), 1e-5, 40, 64, false, 1, List.of(2));
        Map<String, float[]> tensors = new HashMap<>();
        DecoderTensors.of(config).forEach((name, shape) -> {
            int size = shape.stream().mapToInt(i -> i).reduce(1, (a, b) -> a * b);
            tensors.put(name, draw(random, size, 0.5f));
        });
        Checkpoint.write(directory, config, tensors, Dtype.F32);
    }

    private static float[] draw(Random random, int size, float spread) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) random.nextGaussian() * spread;
        }
        return values;
    }

    private static Example row(Random random, int length, int response) {
        return new Example(random.ints(length, 0, 40).toArray(), length - response);
    }
}
