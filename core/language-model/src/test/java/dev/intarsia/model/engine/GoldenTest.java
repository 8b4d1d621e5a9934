package dev.intarsia.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.model.adapter.AdapterValues;
import dev.intarsia.model.adapter.ModuleShape;
import dev.intarsia.model.adapter.SharedA;
import dev.intarsia.model.example.Example;
import dev.intarsia.model.gate.Signature;
import dev.intarsia.model.gate.SignatureExtractor;
import dev.intarsia.model.train.FusedTrainer;
import dev.intarsia.model.train.LearningRate;
import dev.intarsia.model.train.TrainingOptions;
import dev.intarsia.model.train.UserUpdate;
import dev.intarsia.pieces.sketch.CountSketch;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The engine against what PyTorch computed, for every supported family. */
class GoldenTest {
    private static final int STEPS = 3;
    private static final int SKETCH = 32;

    static Stream<String> models() {
        return Stream.of(
                "llama", "llama3", "mistral", "qwen2", "qwen3", "mistral-window", "qwen2-window", "qwen3-window");
    }

    @ParameterizedTest
    @MethodSource("models")
    void shouldNameTheBaseModelAndDrawItsSharedFactors(String name) throws IOException {
        Golden golden = Golden.of(name);
        try (LanguageModel model = golden.load()) {
            assertThat(model.fingerprint()).isEqualTo(golden.fingerprint());
            for (ModuleShape module : model.layout().modules()) {
                float[] a = SharedA.of(
                        model.fingerprint(), module.id(), model.layout().rank(), module.inputs());
                assertThat(a).containsExactly(golden.tensor("a." + module.id()), within(1e-6f));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void shouldGiveTheSameLosses(String name) throws IOException {
        Golden golden = Golden.of(name);
        try (LanguageModel model = golden.load()) {
            List<Example> rows = golden.rows().subList(0, 7);
            Adapter adapter = golden.adapter(model.layout());
            LossPass pass = new LossPass(model);
            assertThat(pass.losses(rows, Collections.nCopies(7, null)))
                    .containsExactly(golden.tensor("loss.base"), within(2e-5f));
            assertThat(pass.losses(rows, Collections.nCopies(7, adapter)))
                    .containsExactly(golden.tensor("loss.adapter"), within(2e-5f));
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void shouldGiveTheSameLogitsWhenCached(String name) throws IOException {
        Golden golden = Golden.of(name);
        try (LanguageModel model = golden.load();
                SlotDecoder decoder = new SlotDecoder(model, 2, 12)) {
            decoder.assign(1, golden.adapter(model.layout()));
            for (int i = 0; i < 7; i++) {
                int[] tokens = golden.rows().get(i).tokens();
                float[][] logits = decoder.read(List.of(
                        new SlotRow(0, 0, tokens, new int[] {1, 3, 5, 7, 9, 11}),
                        new SlotRow(1, 0, tokens, new int[] {12, 10, 8, 6, 4, 2})));
                assertThat(logits[0]).containsExactly(golden.tensor("logits.base." + i), within(1e-4f));
                assertThat(logits[1]).containsExactly(golden.tensor("logits.adapter." + i), within(1e-4f));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void shouldGiveTheSameGradients(String name) throws IOException {
        Golden golden = Golden.of(name);
        try (LanguageModel model = golden.load();
                SignatureExtractor extractor = new SignatureExtractor(model, SKETCH)) {
            List<Signature> signatures = extractor.of(golden.rows().subList(0, 7));
            for (int i = 0; i < signatures.size(); i++) {
                assertThat(signatures.get(i).loss()).isCloseTo(golden.tensor("loss.base")[i], within(2e-5));
                for (ModuleShape module : model.layout().modules()) {
                    float[] gradient = golden.tensor("gradient." + i + "." + module.id());
                    CountSketch sketch = CountSketch.of(model.fingerprint(), module.id(), gradient.length, SKETCH);
                    float[] expected = sketch.apply(gradient);
                    float[] found = signatures.get(i).sketches().get(module.id());
                    for (int j = 0; j < SKETCH; j++) {
                        assertThat(-found[j]).isCloseTo(expected[j], within(largest(expected) * 1e-4f));
                    }
                }
            }
        }
    }

    /**
     * Moments follow the gradients, within the rounding of whatever processor computes. What AdamW makes of a gradient near
     * zero changes by up to rate / epsilon times as much, in each step.
     */
    @ParameterizedTest
    @MethodSource("models")
    void shouldTrainToTheSameAdapters(String name) throws IOException {
        Golden golden = Golden.of(name);
        double rate = 0.02;
        double epsilon = 1e-4;
        double rounding = 1e-7;
        double most = STEPS * rate / epsilon * rounding;
        TrainingOptions options =
                new TrainingOptions(new LearningRate.Constant(rate), 0.1, 0.9, 0.999, epsilon, 0.5, 0);
        try (LanguageModel model = golden.load();
                FusedTrainer trainer = new FusedTrainer(model, options)) {
            List<AdapterState> trained = trainer.train(List.of(update(model, golden, 0), update(model, golden, 7)));
            for (int user = 0; user < 2; user++) {
                assertThat(difference(
                                trained.get(user).adapter().values(), golden.values(model.layout(), "trained." + user)))
                        .isLessThan(most);
                assertClose(trained.get(user).firstMoment(), golden.values(model.layout(), "first." + user));
                assertClose(trained.get(user).secondMoment(), golden.values(model.layout(), "second." + user));
                assertThat(trained.get(user).steps()).isEqualTo(STEPS);
            }
        }
    }

    private static UserUpdate update(LanguageModel model, Golden golden, int from) {
        List<Example> rows = golden.rows().subList(from, from + 7);
        return new UserUpdate(
                AdapterState.zero(model.layout()),
                List.of(rows.subList(0, 4), rows.subList(4, 5), rows.subList(5, 7)),
                1);
    }

    private static void assertClose(AdapterValues found, AdapterValues expected) {
        assertThat(difference(found, expected)).isLessThan(1e-4 * largest(expected.toArray()));
    }

    private static double difference(AdapterValues found, AdapterValues expected) {
        float[] difference = found.toArray();
        float[] wanted = expected.toArray();
        for (int i = 0; i < wanted.length; i++) {
            difference[i] -= wanted[i];
        }
        return largest(difference);
    }

    private static float largest(float[] values) {
        float largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
