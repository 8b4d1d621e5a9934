package dev.intarsia.model.checkpoint;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.model.engine.EngineOptions;
import dev.intarsia.model.engine.Golden;
import dev.intarsia.model.engine.LanguageModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a checkpoint is said in one sentence before anything large is allocated. */
class HostileCheckpointTest {
    @TempDir
    Path directory;

    @BeforeEach
    void copy() throws IOException {
        for (String name : new String[] {"config.json", "model.safetensors"}) {
            Files.copy(
                    Golden.of("llama").directory().resolve(name),
                    directory.resolve(name),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"num_hidden_layers\": 2 | \"num_hidden_layers\": 2147483647 | num_hidden_layers must be from 1 to 2048",
                "\"intermediate_size\": 48 | \"intermediate_size\": 2147483647 | intermediate_size must be from 1 to 2097152",
                "\"vocab_size\": 61 | \"vocab_size\": 4294967297 | vocab_size must be a whole number",
                "\"vocab_size\": 61 | \"vocab_size\": 60 | model.embed_tokens.weight has shape [61, 32], but",
                "\"num_attention_heads\": 4 | \"num_attention_heads\": 2000000000 | an even head size",
                "\"num_attention_heads\": 4 | \"num_attention_heads\": 0 | multiple",
                "\"model_type\": \"llama\" | \"model_type\": \"gpt2\" | model_type 'gpt2' is not supported; use a llama",
                "\"rope_theta\": 10000.0 | \"rope_theta\": 1e999 | rope_theta must be above 0 and finite",
                "\"rope_theta\": 10000.0 | \"rope_theta\": \"big\" | rope_theta must be a number",
                "\"hidden_act\": \"silu\" | \"quantization_config\": {\"bits\": 4} | quantized weights are not supported",
                "\"hidden_act\": \"silu\" | \"vocab_size\": 61 | Duplicate",
                "\"max_position_embeddings\": 96 | \"max_position_embeddings\": -96 | max_position_embeddings must be"
            })
    void shouldRefuseConfigsThatNoModelHas(String old, String changed, String message) throws IOException {
        Path file = directory.resolve("config.json");
        String json = Files.readString(file);
        Files.writeString(file, json.replace(old, changed));
        assertThatThrownBy(() -> Checkpoint.open(directory))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(message);
    }

    @Test
    void shouldRefuseAHeaderLongerThanAnyFile() throws IOException {
        Path file = directory.resolve("model.safetensors");
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(0, 1L << 60);
        Files.write(file, bytes);
        assertThatThrownBy(() -> Checkpoint.open(directory))
                .isInstanceOf(MalformedCheckpointException.class)
                .hasMessageContaining("header claims 1152921504606846976 bytes");
    }

    @Test
    void shouldRefuseWeightsThatAreNoNumbers() throws IOException {
        Path file = directory.resolve("model.safetensors");
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(bytes.length - 4, Float.NaN);
        Files.write(file, bytes);
        assertThatThrownBy(() ->
                        LanguageModel.load(directory, EngineOptions.defaults().withRank(2, 2)))
                .isInstanceOf(MalformedCheckpointException.class)
                .hasMessageContaining("holds a number that is not finite");
    }

    @Test
    void shouldRefuseAFileThatWasCutOff() throws IOException {
        Path file = directory.resolve("model.safetensors");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
        assertThatThrownBy(() -> Checkpoint.open(directory)).hasMessageContaining("was it cut off?");
    }
}
