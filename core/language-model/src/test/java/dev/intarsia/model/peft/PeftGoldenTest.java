package dev.intarsia.model.peft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterCodec;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.model.adapter.AdapterValues;
import dev.intarsia.model.adapter.ModuleShape;
import dev.intarsia.model.checkpoint.DecoderTensors;
import dev.intarsia.model.checkpoint.Dtype;
import dev.intarsia.model.checkpoint.SafeTensors;
import dev.intarsia.model.engine.AdamStep;
import dev.intarsia.model.engine.AdamW;
import dev.intarsia.model.engine.AdapterTraining;
import dev.intarsia.model.engine.EngineOptions;
import dev.intarsia.model.engine.Golden;
import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.engine.LossPass;
import dev.intarsia.model.engine.SlotDecoder;
import dev.intarsia.model.engine.SlotRow;
import dev.intarsia.model.engine.TrainingRow;
import dev.intarsia.model.example.Example;
import dev.intarsia.model.merge.Merged;
import dev.intarsia.model.train.FusedTrainer;
import dev.intarsia.model.train.LearningRate;
import dev.intarsia.model.train.TrainingOptions;
import dev.intarsia.model.train.UserUpdate;
import dev.intarsia.pieces.module.Projection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PEFT folders, and adapters with an A of their own, against what PyTorch computed from them. */
class PeftGoldenTest {
    /** A model loaded with these has room for every folder, and more. */
    private static final EngineOptions ROOMY = EngineOptions.defaults()
            .withForm(AdapterCodec.OWN_A)
            .withRank(5, 7)
            .withProjections(EnumSet.allOf(Projection.class));

    @TempDir
    Path directory;

    private static SafeTensors expected(Golden golden) throws IOException {
        return SafeTensors.open(golden.directory().resolve("peft-golden.safetensors"));
    }

    private static Adapter folder(Golden golden) throws IOException {
        return PeftFolder.read(golden.directory().resolve("peft"), BaseModel.of(golden.directory()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"llama", "qwen2", "qwen3"})
    void shouldScoreAndDecodeWithAFolderAsItIs(String name) throws IOException {
        Golden golden = Golden.of(name);
        Adapter adapter = folder(golden);
        SafeTensors expected = expected(golden);
        List<Example> rows = golden.rows().subList(0, 7);
        try (LanguageModel model = LanguageModel.load(golden.directory(), ROOMY);
                SlotDecoder decoder = new SlotDecoder(model, 2, 12)) {
            LossPass pass = new LossPass(model);
            assertThat(pass.losses(rows, Collections.nCopies(7, adapter)))
                    .containsExactly(expected.tensor("loss").floats(), within(3e-5f));
            assertThat(pass.losses(rows, Collections.nCopies(7, null)))
                    .containsExactly(golden.tensor("loss.base"), within(2e-5f));
            for (int i = 0; i < 7; i++) {
                int[] tokens = rows.get(i).tokens();
                decoder.assign(0, adapter);
                decoder.assign(1, null);
                float[][] logits = decoder.read(List.of(
                        new SlotRow(0, 0, tokens, new int[] {1, 3, 5, 7, 9, 11}),
                        new SlotRow(1, 0, tokens, new int[] {12, 10, 8, 6, 4, 2})));
                assertThat(logits[0])
                        .containsExactly(expected.tensor("logits." + i).floats(), within(2e-4f));
                assertThat(logits[1]).containsExactly(golden.tensor("logits.base." + i), within(1e-4f));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"llama", "qwen2", "qwen3"})
    void shouldTakeTheSameGradientsOfBothFactors(String name) throws IOException {
        Golden golden = Golden.of(name);
        Adapter adapter = folder(golden);
        SafeTensors expected = expected(golden);
        AdamW keep = new AdamW(0, 0.5, 1, 0, Double.POSITIVE_INFINITY);
        try (LanguageModel model = load(golden, adapter);
                AdapterTraining training = new AdapterTraining(model, Collections.nCopies(3, start(model, adapter)))) {
            List<TrainingRow> rows = List.of(
                    new TrainingRow(golden.rows().get(0), 0, 1, 0),
                    new TrainingRow(golden.rows().get(1), 1, 1, 0),
                    new TrainingRow(golden.rows().get(2), 2, 1, 0));
            training.accumulate(rows, null);
            training.step(Collections.nCopies(3, new AdamStep(1, 0)), keep);
            List<AdapterState> after = training.states(new int[] {1, 1, 1});
            for (int i = 0; i < 3; i++) {
                assertGradients(after.get(i).firstMoment(), adapter.layout(), expected, "gradient." + i);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"llama", "qwen2", "qwen3"})
    void shouldTrainToTheSameAdapters(String name) throws IOException {
        Golden golden = Golden.of(name);
        Adapter adapter = folder(golden);
        SafeTensors expected = expected(golden);
        TrainingOptions options = new TrainingOptions(new LearningRate.Constant(0.02), 0.1, 0.9, 0.999, 1e-4, 0.5, 0);
        try (LanguageModel model = load(golden, adapter);
                FusedTrainer trainer = new FusedTrainer(model, options)) {
            AdapterState start = start(model, adapter);
            List<AdapterState> trained = trainer.train(List.of(update(golden, start, 0), update(golden, start, 7)));
            for (int user = 0; user < 2; user++) {
                AdapterState state = trained.get(user);
                assertClose(state.adapter().values(), adapter.layout(), expected, "trained." + user);
                assertClose(state.firstMoment(), adapter.layout(), expected, "first." + user);
                assertClose(state.secondMoment(), adapter.layout(), expected, "second." + user);
            }
        }
    }

    private static LanguageModel load(Golden golden, Adapter adapter) throws IOException {
        return LanguageModel.load(golden.directory(), EngineOptions.defaults().withLayout(adapter.layout()));
    }

    /** A model's adapters touch every layer alike: where the folder leaves one out, both factors are zero and stay so. */
    private static AdapterState start(LanguageModel model, Adapter adapter) {
        return AdapterState.start(adapter.in(model.layout()));
    }

    private static UserUpdate update(Golden golden, AdapterState start, int from) {
        List<Example> rows = golden.rows().subList(from, from + 7);
        return new UserUpdate(start, List.of(rows.subList(0, 4), rows.subList(4, 5), rows.subList(5, 7)), 1);
    }

    private static void assertGradients(AdapterValues found, AdapterLayout layout, SafeTensors expected, String prefix)
            throws IOException {
        for (ModuleShape module : layout.modules()) {
            for (Map.Entry<String, float[]> factor :
                    factors(found, layout, module).entrySet()) {
                float[] wanted =
                        expected.tensor(name(prefix, module, factor.getKey())).floats();
                assertThat(factor.getValue()).containsExactly(wanted, within(1e-4f * largest(wanted)));
            }
        }
    }

    /** After several steps rounding has grown, so that it is measured against the whole adapter. */
    private static void assertClose(AdapterValues found, AdapterLayout layout, SafeTensors expected, String prefix)
            throws IOException {
        float largest = 0;
        float difference = 0;
        for (ModuleShape module : layout.modules()) {
            for (Map.Entry<String, float[]> factor :
                    factors(found, layout, module).entrySet()) {
                float[] wanted =
                        expected.tensor(name(prefix, module, factor.getKey())).floats();
                largest = Math.max(largest, largest(wanted));
                for (int i = 0; i < wanted.length; i++) {
                    difference = Math.max(difference, Math.abs(wanted[i] - factor.getValue()[i]));
                }
            }
        }
        assertThat(difference).as(prefix).isLessThan(1e-4f * largest);
    }

    private static String name(String prefix, ModuleShape module, String factor) {
        String part = DecoderTensors.part(module.id().projection());
        return prefix + "." + DecoderTensors.name(module.id().layer(), part) + "." + factor;
    }

    private static Map<String, float[]> factors(AdapterValues found, AdapterLayout layout, ModuleShape module) {
        float[] block = found.module(module.id());
        int b = layout.sizeOfB(module);
        return Map.of("b", Arrays.copyOf(block, b), "a", Arrays.copyOfRange(block, b, block.length));
    }

    private static float largest(float[] values) {
        float largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        assertThat(largest).isPositive();
        return largest;
    }

    @Test
    void shouldMergeAFolderIntoItsBase() throws IOException {
        Golden golden = Golden.of("llama");
        Merged.write(golden.directory(), folder(golden), directory.resolve("merged"));
        try (LanguageModel merged = LanguageModel.load(directory.resolve("merged"), EngineOptions.defaults())) {
            float[] losses = new LossPass(merged).losses(golden.rows().subList(0, 7), Collections.nCopies(7, null));
            assertThat(losses).containsExactly(expected(golden).tensor("loss").floats(), within(3e-5f));
        }
    }

    @Test
    void shouldCarryASharedAdapterAway() throws IOException {
        Golden golden = Golden.of("llama");
        BaseModel base = BaseModel.of(golden.directory());
        Adapter shared;
        try (LanguageModel model = golden.load()) {
            shared = golden.adapter(model.layout());
        }
        PeftFolder.write(directory, shared, base, Dtype.F32);

        Adapter read = PeftFolder.read(directory, base);

        assertThat(read.withSharedA(base.fingerprint())).contains(shared);
        EngineOptions options = EngineOptions.defaults()
                .withForm(AdapterCodec.OWN_A)
                .withProjections(Set.of(Projection.Q, Projection.V));
        try (LanguageModel model = LanguageModel.load(golden.directory(), options)) {
            assertThat(new LossPass(model).losses(golden.rows().subList(0, 7), Collections.nCopies(7, read)))
                    .containsExactly(golden.tensor("loss.adapter"), within(2e-5f));
        }
    }
}
