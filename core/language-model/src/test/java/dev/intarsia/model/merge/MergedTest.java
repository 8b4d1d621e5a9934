package dev.intarsia.model.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterValues;
import dev.intarsia.model.checkpoint.Checkpoint;
import dev.intarsia.model.checkpoint.DecoderTensors;
import dev.intarsia.model.engine.EngineOptions;
import dev.intarsia.model.engine.Golden;
import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.engine.LossPass;
import dev.intarsia.model.example.Example;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergedTest {
    @TempDir
    Path directory;

    private static Adapter adapter(Golden golden) throws IOException {
        try (LanguageModel model = golden.load()) {
            return golden.adapter(model.layout());
        }
    }

    /** The tolerance is what rounding the weights to the checkpoint's own type may change. */
    @ParameterizedTest
    @CsvSource({"llama, 2e-5", "mistral, 5e-3", "qwen3, 5e-2"})
    void shouldAnswerAsTheBaseModelWithTheAdapter(String name, float tolerance) throws IOException {
        Golden golden = Golden.of(name);
        Path out = directory.resolve("merged");

        String fingerprint = Merged.write(golden.directory(), adapter(golden), out);

        List<Example> rows = golden.rows().subList(0, 7);
        try (LanguageModel merged = LanguageModel.load(out, EngineOptions.defaults())) {
            assertThat(merged.fingerprint()).isEqualTo(fingerprint).isNotEqualTo(golden.fingerprint());
            float[] losses = new LossPass(merged).losses(rows, Collections.nCopies(7, null));
            assertThat(losses).containsExactly(golden.tensor("loss.adapter"), within(tolerance));
            float[] base = golden.tensor("loss.base");
            assertThat(Math.abs(losses[0] - base[0])).isGreaterThan(2 * tolerance);
        }
    }

    @Test
    void shouldLeaveTheBaseAndAllOtherWeightsAsTheyAre() throws IOException {
        Golden golden = Golden.of("mistral");
        Path out = directory.resolve("merged");

        Merged.write(golden.directory(), adapter(golden), out);

        Checkpoint base = Checkpoint.open(golden.directory());
        Checkpoint merged = Checkpoint.open(out);
        assertThat(base.fingerprint()).isEqualTo(golden.fingerprint());
        for (String tensor : DecoderTensors.of(base.config()).keySet()) {
            boolean same =
                    base.tensor(tensor).bytes().equals(merged.tensor(tensor).bytes());
            boolean adapted = tensor.contains("q_proj.weight") || tensor.contains("v_proj.weight");
            assertThat(same).as(tensor).isNotEqualTo(adapted);
        }
    }

    @Test
    void shouldWriteTheSameModelForAnAdapterThatIsZero() throws IOException {
        Golden golden = Golden.of("qwen3");
        Adapter zero = Adapter.zero(adapter(golden).layout());

        assertThat(Merged.write(golden.directory(), zero, directory.resolve("merged")))
                .isEqualTo(golden.fingerprint());
    }

    @Test
    void shouldRefuseWhatDoesNotBelongTogether() throws IOException {
        Golden golden = Golden.of("llama");
        Adapter adapter = adapter(golden);
        Path other = Golden.of("qwen3").directory();
        assertThatThrownBy(() -> Merged.write(other, adapter, directory))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("module 0.q of 32 inputs and 32 outputs, which the base model has not");
        assertThatThrownBy(() -> Merged.write(golden.directory(), adapter, golden.directory()))
                .hasMessageContaining("already holds a checkpoint");
        float[] values = adapter.values().toArray();
        values[3] = Float.POSITIVE_INFINITY;
        Adapter broken = Adapter.of(AdapterValues.of(adapter.layout(), values));
        assertThatThrownBy(() -> Merged.write(golden.directory(), broken, directory))
                .hasMessageContaining("not finite");
    }
}
