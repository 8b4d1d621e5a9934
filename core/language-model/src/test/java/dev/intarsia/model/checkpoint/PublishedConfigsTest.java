package dev.intarsia.model.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The numbers of well-known checkpoints' config.json, and the sizes their makers give for them. */
class PublishedConfigsTest {
    @TempDir
    Path directory;

    private ModelConfig read(String json) throws IOException {
        Files.writeString(directory.resolve("config.json"), json);
        return ModelConfig.read(directory);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // name | type | hidden | ffn | layers | heads | kv | vocabulary | context | tied | further | weights
                "TinyLlama-1.1B | llama | 2048 | 5632 | 22 | 32 | 4 | 32000 | 2048 | false | \"rope_scaling\": null, "
                        + "\"rms_norm_eps\": 1e-05, \"pretraining_tp\": 1 | 1100048384",
                "SmolLM2-135M | llama | 576 | 1536 | 30 | 9 | 3 | 49152 | 8192 | true | \"rope_theta\": 100000, "
                        + "\"rope_interleaved\": false, \"is_llama_config\": true | 134515008",
                "Llama-2-7b | llama | 4096 | 11008 | 32 | 32 | 32 | 32000 | 4096 | false | \"rope_scaling\": null, "
                        + "\"torch_dtype\": \"float16\" | 6738415616",
                "Llama-3-8B | llama | 4096 | 14336 | 32 | 32 | 8 | 128256 | 8192 | false | \"rope_theta\": 500000.0, "
                        + "\"attention_bias\": false | 8030261248",
                "Llama-3.2-1B | llama | 2048 | 8192 | 16 | 32 | 8 | 128256 | 131072 | true | \"head_dim\": 64, "
                        + "\"rope_theta\": 500000.0, \"rope_scaling\": {\"factor\": 32.0, \"high_freq_factor\": 4.0, "
                        + "\"low_freq_factor\": 1.0, \"original_max_position_embeddings\": 8192, "
                        + "\"rope_type\": \"llama3\"} | 1235814400",
                "Mistral-7B-v0.1 | mistral | 4096 | 14336 | 32 | 32 | 8 | 32000 | 32768 | false | "
                        + "\"sliding_window\": 4096 | 7241732096",
                "Mistral-7B-v0.3 | mistral | 4096 | 14336 | 32 | 32 | 8 | 32768 | 32768 | false | "
                        + "\"sliding_window\": null, \"rope_theta\": 1000000.0 | 7248023552",
                "Qwen2-0.5B | qwen2 | 896 | 4864 | 24 | 14 | 2 | 151936 | 131072 | true | \"sliding_window\": 131072, "
                        + "\"use_sliding_window\": false, \"max_window_layers\": 24 | 494032768",
                "Qwen2.5-0.5B | qwen2 | 896 | 4864 | 24 | 14 | 2 | 151936 | 32768 | true | \"sliding_window\": 32768, "
                        + "\"use_sliding_window\": false, \"use_mrope\": false, \"rope_theta\": 1000000.0 | 494032768",
                "Qwen3-0.6B | qwen3 | 1024 | 3072 | 28 | 16 | 8 | 151936 | 40960 | true | \"head_dim\": 128, "
                        + "\"attention_bias\": false, \"max_window_layers\": 28, \"rope_theta\": 1000000 | 596049920"
            })
    void shouldBeOfThePublishedSize(
            String name,
            String type,
            int hidden,
            int ffn,
            int layers,
            int heads,
            int keyValueHeads,
            int vocabulary,
            int context,
            boolean tied,
            String further,
            long weights)
            throws IOException {
        ModelConfig config = read(
                """
                {"architectures": ["SomethingForCausalLM"], "model_type": "%s", "hidden_act": "silu",
                 "hidden_size": %d, "intermediate_size": %d, "num_hidden_layers": %d, "num_attention_heads": %d,
                 "num_key_value_heads": %d, "vocab_size": %d, "max_position_embeddings": %d,
                 "tie_word_embeddings": %s, "bos_token_id": 1, "eos_token_id": 2, "initializer_range": 0.02,
                 "use_cache": true, "attention_dropout": 0.0, %s}
                """.formatted(type, hidden, ffn, layers, heads, keyValueHeads, vocabulary, context, tied, further));

        assertThat(config.parameters()).as(name).isEqualTo(weights);
        assertThat(config.contextLength()).isEqualTo(context);
        assertThat(config.window().size()).isEqualTo(name.equals("Mistral-7B-v0.1") ? 4096 : 0);
    }

    private static final String SMALL = """
            "hidden_size": 8, "intermediate_size": 8, "num_hidden_layers": 1, "num_attention_heads": 2,
            "vocab_size": 30, "max_position_embeddings": 16""";

    @Test
    void shouldGatherEndTokensFromAllFiles() throws IOException {
        Files.writeString(directory.resolve("generation_config.json"), "{\"eos_token_id\": [5, 7]}");
        Files.writeString(
                directory.resolve("tokenizer_config.json"),
                "{\"eos_token\": {\"content\": \"<|im_end|>\"}, \"added_tokens_decoder\": {"
                        + "\"9\": {\"content\": \"<|im_end|>\"}, \"8\": {\"content\": \"<|im_start|>\"}}}");
        assertThat(read("{\"model_type\": \"llama\", \"eos_token_id\": 5, " + SMALL + "}")
                        .eosTokenIds())
                .containsExactly(5, 7, 9);
        assertThat(read("{\"model_type\": \"llama\", " + SMALL + "}").eosTokenIds())
                .containsExactly(5, 7, 9);
        Files.writeString(directory.resolve("tokenizer_config.json"), "{\"eos_token\": \"<|im_start|>\"}");
        assertThat(read("{\"model_type\": \"llama\", \"eos_token_id\": 3, " + SMALL + "}")
                        .eosTokenIds())
                .isEqualTo(List.of(3, 5, 7));
    }

    @Test
    void shouldReadSuggestionsForSampling() throws IOException {
        assertThat(GenerationDefaults.read(directory).temperature()).isEmpty();
        Files.writeString(
                directory.resolve("generation_config.json"),
                "{\"do_sample\": true, \"temperature\": 0.6, \"top_k\": 20, \"top_p\": 0.95, "
                        + "\"repetition_penalty\": 1.05, \"transformers_version\": \"4.51.0\"}");
        GenerationDefaults defaults = GenerationDefaults.read(directory);
        assertThat(defaults.sample()).isTrue();
        assertThat(defaults.temperature()).hasValue(0.6);
        assertThat(defaults.topK()).hasValue(20);
        assertThat(defaults.topP()).hasValue(0.95);
        assertThat(defaults.repetitionPenalty()).hasValue(1.05);
        assertThat(defaults.minP()).isEmpty();
        assertThat(defaults.maxNewTokens()).isEmpty();
    }
}
