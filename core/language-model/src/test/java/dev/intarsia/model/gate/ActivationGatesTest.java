package dev.intarsia.model.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterCodec;
import dev.intarsia.model.adapter.ModuleShape;
import dev.intarsia.model.engine.ActivationPass;
import dev.intarsia.model.engine.AdamStep;
import dev.intarsia.model.engine.AdamW;
import dev.intarsia.model.engine.EngineOptions;
import dev.intarsia.model.engine.GateTraining;
import dev.intarsia.model.engine.Golden;
import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.engine.TrainingRow;
import dev.intarsia.model.example.Example;
import dev.intarsia.model.fixture.OwnA;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.pool.GateKind;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActivationGatesTest {
    private static final AdamW SETTINGS = new AdamW(0.9, 0.999, 1e-4, 0.1, Double.POSITIVE_INFINITY);

    @ParameterizedTest
    @ValueSource(strings = {"llama", "llama3", "mistral", "qwen2", "qwen3"})
    void shouldTakeTheMeanOfNormalizedInputsWhereTheResponseIsPredicted(String name) throws IOException {
        Golden golden = Golden.of(name);
        try (LanguageModel model = golden.load()) {
            List<ActivationPass.Result> signatures = activations(model, golden, null);
            for (int i = 0; i < 7; i++) {
                assertThat(signatures.get(i).loss()).isCloseTo(golden.tensor("loss.base")[i], within(2e-5f));
                for (ModuleShape module : model.layout().modules()) {
                    assertThat(signatures.get(i).means().get(module.id()))
                            .containsExactly(golden.tensor("activation." + i + "." + module.id()), within(1e-4f));
                }
            }
        }
    }

    @Test
    void shouldSeeAnAdapterFromTheLayerAboveItOn() throws IOException {
        Golden golden = Golden.of("llama");
        try (LanguageModel model = golden.load()) {
            List<ActivationPass.Result> base = activations(model, golden, null);
            List<ActivationPass.Result> adapted = activations(model, golden, golden.adapter(model.layout()));
            for (int i = 0; i < 7; i++) {
                assertThat(adapted.get(i).loss()).isCloseTo(golden.tensor("loss.adapter")[i], within(2e-5f));
                assertThat(adapted.get(i).means().get(ModuleId.parse("0.v")))
                        .containsExactly(base.get(i).means().get(ModuleId.parse("0.v")));
                assertThat(adapted.get(i).means().get(ModuleId.parse("1.q")))
                        .isNotEqualTo(base.get(i).means().get(ModuleId.parse("1.q")));
            }
        }
    }

    @Test
    void shouldTakeSignaturesUnderTheBaseThatAreTheSameBitsInAnyBatch() throws IOException {
        Golden golden = Golden.of("llama");
        try (LanguageModel model = golden.load();
                SignatureSource source = SignatureSource.of(model, GateKind.ACTIVATION, 1)) {
            List<Example> rows = golden.rows().subList(0, 7);
            List<ActivationPass.Result> expected = activations(model, golden, null);

            List<Signature> together = source.of(rows);

            for (int i = 0; i < rows.size(); i++) {
                Signature alone = source.of(rows.subList(i, i + 1)).get(0);
                assertThat(together.get(i).loss()).isEqualTo(expected.get(i).loss());
                assertThat(alone.loss()).isEqualTo(together.get(i).loss());
                for (ModuleShape module : model.layout().modules()) {
                    float[] mean = together.get(i).sketches().get(module.id());
                    assertThat(mean).hasSize(module.inputs());
                    assertThat(mean).isEqualTo(expected.get(i).means().get(module.id()));
                    assertThat(alone.sketches().get(module.id())).isEqualTo(mean);
                }
            }
        }
    }

    private static List<ActivationPass.Result> activations(
            LanguageModel model, Golden golden, @Nullable Adapter adapter) {
        return new ActivationPass(model).of(golden.rows().subList(0, 7), Collections.nCopies(7, adapter));
    }

    private static List<List<Example>> steps(Golden golden) {
        List<Example> rows = golden.rows();
        return List.of(rows.subList(0, 4), rows.subList(4, 5), rows.subList(5, 7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"llama", "llama3", "mistral", "qwen2", "qwen3"})
    void shouldTrainTheSameGatesAsPyTorch(String name) throws IOException {
        Golden golden = Golden.of(name);
        try (LanguageModel model = golden.load()) {
            assertGates(golden, model, golden.adapter(model.layout()));
        }
    }

    @Test
    void shouldTrainTheSameGatesWhereEachSharerHasTheirOwnA() throws IOException {
        Golden golden = Golden.of("qwen3");
        try (LanguageModel model = golden.load(EngineOptions.defaults().withForm(AdapterCodec.OWN_A))) {
            Adapter shared = golden.adapter(model.layout().withForm(AdapterCodec.SHARED_A));
            assertGates(golden, model, OwnA.of(shared, model.fingerprint()));
        }
    }

    private static void assertGates(Golden golden, LanguageModel model, Adapter adapter) {
        try (GateTraining training = new GateTraining(model, List.of(adapter))) {
            for (int step = 0; step < 3; step++) {
                List<Example> rows = steps(golden).get(step);
                training.accumulate(rows.stream()
                        .map(row -> new TrainingRow(row, 0, 1f / rows.size(), 0))
                        .toList());
                training.step(List.of(new AdamStep(step + 1L, 0.02)), SETTINGS);
            }
            training.gates().get(0).forEach((module, gate) -> assertClose(golden, module, gate));
        }
    }

    private static void assertClose(Golden golden, ModuleId module, float[] gate) {
        try {
            assertThat(gate).containsExactly(golden.tensor("gate." + module), within(2e-4f));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldTrainEachSharersGatesAsIfAloneAndNormalizeThem() throws IOException {
        Golden golden = Golden.of("llama");
        try (LanguageModel model = golden.load()) {
            ActivationGateTrainer trainer = new ActivationGateTrainer(model, SETTINGS, 0.02);
            GateUpdate one = new GateUpdate(golden.adapter(model.layout()), steps(golden));
            GateUpdate idle = new GateUpdate(Adapter.zero(model.layout()), steps(golden));
            Map<ModuleId, float[]> alone = trainer.train(List.of(one)).get(0);
            List<Map<ModuleId, float[]>> together = trainer.train(List.of(idle, one));
            for (ModuleShape module : model.layout().modules()) {
                float[] gate = alone.get(module.id());
                assertThat(together.get(1).get(module.id())).containsExactly(gate, within(1e-5f));
                // A gate on an adapter that does nothing learns nothing.
                assertThat(together.get(0).get(module.id())).containsOnly(0);
                double square = 0;
                for (float value : gate) {
                    square += value * value;
                }
                assertThat(square).isEqualTo(1, within(0.05));
            }
            GateUpdate shorter = new GateUpdate(one.adapter(), one.steps().subList(0, 1));
            assertThatThrownBy(() -> trainer.train(List.of(one, shorter))).hasMessageContaining("one number of steps");
        }
    }
}
