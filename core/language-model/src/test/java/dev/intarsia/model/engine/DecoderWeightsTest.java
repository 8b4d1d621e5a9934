package dev.intarsia.model.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDList;
import dev.intarsia.model.checkpoint.Checkpoint;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecoderWeightsTest {
    /** A row of the widest matrix has 48 numbers, 192 bytes: one part is smaller, one holds some rows, one ends amid q, k and v. */
    @ParameterizedTest
    @CsvSource({"llama, 4", "llama3, 1000", "mistral, 2500", "qwen2, 640", "qwen3, 200"})
    void shouldLoadTheSameInWhateverParts(String name, int bytes) throws IOException {
        Golden golden = Golden.of(name);
        try (LanguageModel model = golden.load()) {
            Checkpoint checkpoint = Checkpoint.open(golden.directory());
            int layers = checkpoint.config().layers();
            NDList parts = DecoderWeights.load(model.manager(), model.script(), checkpoint, layers, bytes);
            NDList whole = DecoderWeights.load(model.manager(), model.script(), checkpoint, layers, 1 << 20);
            assertThat(parts).hasSameSizeAs(whole);
            for (int i = 0; i < whole.size(); i++) {
                assertThat(parts.get(i).getShape()).isEqualTo(whole.get(i).getShape());
                assertThat(parts.get(i).toFloatArray()).isEqualTo(whole.get(i).toFloatArray());
            }
            float[] embedding = checkpoint.tensor("model.embed_tokens.weight").floats();
            assertThat(parts.get(0).toFloatArray()).isEqualTo(embedding);
        }
    }
}
