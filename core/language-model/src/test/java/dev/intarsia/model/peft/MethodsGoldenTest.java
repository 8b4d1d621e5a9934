package dev.intarsia.model.peft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterCodec;
import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.model.adapter.AdapterValues;
import dev.intarsia.model.adapter.ModuleShape;
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
import dev.intarsia.model.engine.VirtualTokens;
import dev.intarsia.model.example.Example;
import dev.intarsia.model.train.FusedTrainer;
import dev.intarsia.model.train.LearningRate;
import dev.intarsia.model.train.TrainingOptions;
import dev.intarsia.model.train.UserUpdate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * (IA)³ and prompt tuning against golden values, computed with PyTorch 2.13 by peft's documented definitions: {@code ia3_l}
 * multiplies the outputs of k and v, bias included, and the inputs of down; {@code prompt_embeddings} come before the embeddings
 * of a text, at positions from 0. peft 0.21.0 with transformers 5.18.0 gives the same logits and losses to 4e-6.
 */
class MethodsGoldenTest {
    @TempDir
    Path directory;

    private static SafeTensors expected(Golden golden) throws IOException {
        return SafeTensors.open(golden.directory().resolve("methods-golden.safetensors"));
    }

    private static Adapter folder(Golden golden, String method) throws IOException {
        return PeftFolder.read(golden.directory().resolve(method), BaseModel.of(golden.directory()));
    }

    private static LanguageModel load(Golden golden, Adapter adapter) throws IOException {
        return LanguageModel.load(golden.directory(), EngineOptions.defaults().withLayout(adapter.layout()));
    }

    @ParameterizedTest
    @CsvSource({"llama, ia3", "qwen2, ia3", "llama, prompt", "qwen2, prompt"})
    void shouldScoreAndDecodeWithAFolderAsItIs(String name, String method) throws IOException {
        Golden golden = Golden.of(name);
        Adapter adapter = folder(golden, method);
        SafeTensors expected = expected(golden);
        List<Example> rows = golden.rows().subList(0, 7);
        try (LanguageModel model = load(golden, adapter);
                SlotDecoder decoder = new SlotDecoder(model, 2, 14)) {
            LossPass pass = new LossPass(model);
            assertThat(pass.losses(rows, Collections.nCopies(7, adapter)))
                    .containsExactly(expected.tensor(method + ".loss").floats(), within(3e-5f));
            List<Adapter> mixed = Arrays.asList(adapter, null, adapter, null, adapter, null, adapter);
            float[] some = pass.losses(rows, mixed);
            for (int i = 0; i < 7; i++) {
                float[] wanted = i % 2 == 0 ? expected.tensor(method + ".loss").floats() : golden.tensor("loss.base");
                assertThat(some[i]).isCloseTo(wanted[i], within(3e-5f));
            }
            for (int i = 0; i < 7; i++) {
                int[] tokens = rows.get(i).tokens();
                decoder.assign(0, adapter);
                decoder.assign(1, null);
                int[] read = VirtualTokens.before(adapter, tokens);
                decoder.read(List.of(new SlotRow(0, 0, Arrays.copyOf(read, 3), new int[] {1, 3, 5, 7, 9, 11, 13})));
                float[][] logits = decoder.read(List.of(
                        new SlotRow(0, 3, Arrays.copyOfRange(read, 3, read.length), new int[] {1, 3, 5, 7, 9, 11, 13}),
                        new SlotRow(1, 0, tokens, new int[] {14, 12, 10, 8, 6, 4, 2})));
                assertThat(logits[0])
                        .containsExactly(
                                expected.tensor(method + ".logits." + i).floats(), within(2e-4f));
                assertThat(logits[1]).containsExactly(golden.tensor("logits.base." + i), within(1e-4f));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"llama, ia3", "qwen2, ia3", "llama, prompt", "qwen2, prompt"})
    void shouldTakeTheSameGradients(String name, String method) throws IOException {
        Golden golden = Golden.of(name);
        Adapter adapter = folder(golden, method);
        AdamW keep = new AdamW(0, 0.5, 1, 0, Double.POSITIVE_INFINITY);
        try (LanguageModel model = load(golden, adapter);
                AdapterTraining training =
                        new AdapterTraining(model, Collections.nCopies(3, AdapterState.start(adapter)))) {
            List<TrainingRow> rows = new ArrayList<>();
            for (int user = 0; user < 3; user++) {
                rows.add(new TrainingRow(golden.rows().get(user), user, 1, 0));
            }
            training.accumulate(rows, null);
            training.step(Collections.nCopies(3, new AdamStep(1, 0)), keep);
            List<AdapterState> after = training.states(new int[] {1, 1, 1});
            for (int user = 0; user < 3; user++) {
                assertClose(after.get(user).firstMoment(), golden, method + ".gradient." + user, new float[0]);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"llama, ia3, 0.1", "qwen2, ia3, 0.1", "llama, prompt, 0", "qwen2, prompt, 0"})
    void shouldTrainToTheSameAdapters(String name, String method, double decay) throws IOException {
        Golden golden = Golden.of(name);
        Adapter adapter = folder(golden, method);
        TrainingOptions options = new TrainingOptions(new LearningRate.Constant(0.02), decay, 0.9, 0.999, 1e-4, 0.5, 0);
        try (LanguageModel model = load(golden, adapter);
                FusedTrainer trainer = new FusedTrainer(model, options)) {
            AdapterState start = AdapterState.start(adapter);
            List<AdapterState> trained = trainer.train(List.of(update(golden, start, 0), update(golden, start, 7)));
            // The golden prompts are how far training moved them: what it began with is rounded away otherwise.
            float[] began = method.equals("prompt") ? adapter.values().toArray() : new float[0];
            for (int user = 0; user < 2; user++) {
                AdapterState state = trained.get(user);
                assertClose(state.adapter().values(), golden, method + ".trained." + user, began);
                assertClose(state.firstMoment(), golden, method + ".first." + user, new float[0]);
                assertClose(state.secondMoment(), golden, method + ".second." + user, new float[0]);
            }
        }
    }

    private static UserUpdate update(Golden golden, AdapterState start, int from) {
        List<Example> rows = golden.rows().subList(from, from + 7);
        return new UserUpdate(start, List.of(rows.subList(0, 4), rows.subList(4, 5), rows.subList(5, 7)), 1);
    }

    private static void assertClose(AdapterValues found, Golden golden, String prefix, float[] began)
            throws IOException {
        float largest = 0;
        float difference = 0;
        int at = 0;
        float[] all = found.toArray();
        for (ModuleShape module : found.layout().modules()) {
            String name = found.layout().form() == AdapterCodec.PROMPT ? "prompt" : PeftModules.name(module.id());
            float[] wanted = expected(golden).tensor(prefix + "." + name).floats();
            assertThat(wanted).hasSize(found.layout().size(module));
            for (int i = 0; i < wanted.length; i++, at++) {
                float moved = all[at] - (began.length == 0 ? 0 : began[at]);
                largest = Math.max(largest, Math.abs(wanted[i]));
                difference = Math.max(difference, Math.abs(wanted[i] - moved));
            }
        }
        assertThat(largest).isPositive();
        assertThat(difference).as(prefix).isLessThan(2e-4f * largest);
    }

    @ParameterizedTest
    @CsvSource({"llama, ia3", "llama, prompt"})
    void shouldWriteTheFolderItRead(String name, String method) throws IOException {
        Golden golden = Golden.of(name);
        BaseModel base = BaseModel.of(golden.directory());

        PeftFolder.write(directory, folder(golden, method), base, Dtype.F32);

        SafeTensors before = SafeTensors.open(golden.directory().resolve(method).resolve(PeftFolder.TENSORS));
        SafeTensors after = SafeTensors.open(directory.resolve(PeftFolder.TENSORS));
        assertThat(after.names()).isEqualTo(before.names());
        for (String tensor : before.names()) {
            assertThat(after.shape(tensor)).isEqualTo(before.shape(tensor));
            assertThat(after.tensor(tensor).floats())
                    .containsExactly(before.tensor(tensor).floats(), within(1e-6f));
        }
        assertThat(PeftFolder.method(directory))
                .isEqualTo(PeftFolder.method(golden.directory().resolve(method)));
        Adapter again = PeftFolder.read(directory, base);
        assertThat(again.values().toArray())
                .containsExactly(folder(golden, method).values().toArray(), within(1e-6f));
    }
}
