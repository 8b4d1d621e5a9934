package dev.intarsia.model.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intarsia.pieces.module.Projection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFileTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LLAMA = """
            {"model_type": "llama", "hidden_size": 64, "intermediate_size": 96, "num_hidden_layers": 2,
             "num_attention_heads": 4, "num_key_value_heads": 2, "vocab_size": 100, "max_position_embeddings": 128,
             "bos_token_id": 1, "eos_token_id": 2, "torch_dtype": "bfloat16"}
            """;

    @TempDir
    Path directory;

    private ModelConfig read(String json) throws IOException {
        Files.writeString(directory.resolve(ConfigFile.NAME), json);
        return ConfigFile.read(directory);
    }

    private static String with(String name, String value) {
        try {
            ObjectNode root = (ObjectNode) JSON.readTree(LLAMA);
            root.set(name, JSON.readTree(value));
            return root.toString();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldTakeWhatIsLeftOutFromTheFamilysDefaults() throws IOException {
        ModelConfig config = read(LLAMA);

        assertThat(config.attention()).isEqualTo(AttentionShape.plain(4, 2, 16));
        assertThat(config.rope()).isEqualTo(Rope.plain(10000));
        assertThat(config.normEpsilon()).isEqualTo(1e-6);
        assertThat(config.tiedHead()).isFalse();
        assertThat(config.inputs(Projection.DOWN)).isEqualTo(96);
        assertThat(config.outputs(Projection.V)).isEqualTo(32);
    }

    @Test
    void shouldKnowWhichFamilyAddsWhichBiasAndNorm() throws IOException {
        assertThat(read(with("attention_bias", "true")).attention())
                .isEqualTo(new AttentionShape(4, 2, 16, true, true, false));
        assertThat(read(with("model_type", "\"qwen2\"")).attention())
                .isEqualTo(new AttentionShape(4, 2, 16, true, false, false));
        assertThat(read(with("model_type", "\"qwen3\"")).attention())
                .isEqualTo(new AttentionShape(4, 2, 128, false, false, true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // type | settings | window | layers
                "llama | \"sliding_window\": 50 | 0 | ``",
                "mistral | \"sliding_window\": 50 | 50 | 0 1",
                "mistral | \"sliding_window\": null | 0 | ``",
                "mistral | \"sliding_window\": 128 | 0 | ``",
                "mistral | \"max_position_embeddings\": 8192 | 4096 | 0 1",
                "qwen2 | \"sliding_window\": 50, \"max_window_layers\": 0 | 0 | ``",
                "qwen2 | \"use_sliding_window\": true, \"sliding_window\": 50, \"max_window_layers\": 1 | 50 | 1",
                "qwen2 | \"use_sliding_window\": true, \"sliding_window\": 50 | 0 | ``",
                "qwen2 | \"use_sliding_window\": true, \"sliding_window\": null, \"max_window_layers\": 0 | 0 | ``",
                "qwen3 | \"use_sliding_window\": true, \"sliding_window\": 50, \"max_window_layers\": 0, "
                        + "\"layer_types\": [\"sliding_attention\", \"full_attention\"] | 50 | 0",
                "qwen3 | \"layer_types\": [\"full_attention\", \"full_attention\"] | 0 | ``"
            })
    void shouldReadWhichLayersHaveASlidingWindow(String type, String settings, int size, String layers)
            throws IOException {
        ObjectNode root = (ObjectNode) JSON.readTree(LLAMA);
        root.put("model_type", type).setAll((ObjectNode) JSON.readTree("{" + settings + "}"));
        ModelConfig config = read(root.toString());

        assertThat(config.window().size()).isEqualTo(size);
        assertThat(config.window().layers().stream().map(String::valueOf).collect(Collectors.joining(" ")))
                .isEqualTo(layers);
    }

    @Test
    void shouldRefuseWindowsThatContradictThemselves() {
        String sliding = "[\"sliding_attention\", \"full_attention\"]";
        String qwen = "\"model_type\": \"qwen3\"";
        assertThatThrownBy(() -> read(with("layer_types", sliding).replace("\"model_type\":\"llama\"", qwen)))
                .hasMessageContaining("use_sliding_window is not true");
        assertThatThrownBy(() -> read(with("layer_types", "[\"chunked_attention\", \"full_attention\"]")
                        .replace("\"model_type\":\"llama\"", qwen)))
                .hasMessageContaining("\"chunked_attention\" for layer 0");
        assertThatThrownBy(() ->
                        read(with("layer_types", "[\"full_attention\"]").replace("\"model_type\":\"llama\"", qwen)))
                .hasMessageContaining("each of the 2 layers");
        assertThatThrownBy(() -> read(
                        with("sliding_window", "0").replace("\"model_type\":\"llama\"", "\"model_type\":\"mistral\"")))
                .hasMessageContaining("sliding_window must be a whole number of at least 1, not 0");
    }

    @Test
    void shouldReadRotaryScalingInBothPlaces() throws IOException {
        Rope linear = new Rope(500000, new Rope.Scaling.Linear(4));
        assertThat(read(with("rope_parameters", "{\"rope_theta\": 500000, \"rope_type\": \"linear\", \"factor\": 4}"))
                        .rope())
                .isEqualTo(linear);
        assertThat(read(with("rope_scaling", "{\"type\": \"linear\", \"factor\": 4}"))
                        .rope())
                .isEqualTo(new Rope(10000, new Rope.Scaling.Linear(4)));
    }

    /** What Transformers 5.18 takes of each. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // fields | theta | scaling
                "\"rope_theta\": 500000.0, \"rope_parameters\": {\"rope_type\": \"default\", \"rope_theta\": 10000.0} "
                        + "| 10000 | None[]",
                "\"rope_theta\": 10000.0, \"rope_scaling\": {\"rope_type\": \"linear\", \"factor\": 4.0}, "
                        + "\"rope_parameters\": {\"rope_type\": \"default\", \"rope_theta\": 10000.0} "
                        + "| 10000 | Linear[factor=4.0]",
                "\"rope_scaling\": {\"type\": \"linear\", \"factor\": 2}, "
                        + "\"rope_parameters\": {\"rope_theta\": 700.0} | 10000 | Linear[factor=2.0]",
                "\"rope_scaling\": {\"type\": \"linear\", \"factor\": 2, \"rope_theta\": 70}, \"rope_theta\": 80 "
                        + "| 70 | Linear[factor=2.0]",
                "\"rope_scaling\": {}, \"rope_parameters\": {\"rope_type\": \"linear\", \"factor\": 3}, "
                        + "\"rope_theta\": 80 | 80 | Linear[factor=3.0]",
                "\"rope_scaling\": null, \"rope_parameters\": null, \"rope_theta\": 80 | 80 | None[]",
                "\"rope_scaling\": {\"type\": \"default\", \"rope_type\": \"linear\", \"factor\": 5} "
                        + "| 10000 | Linear[factor=5.0]",
                "\"rope_scaling\": {\"factor\": 5} | 10000 | None[]",
                "\"rope_scaling\": {\"type\": \"default\", \"mrope_section\": [1, 2]} | 10000 | None[]",
                "\"rope_scaling\": {\"type\": \"dynamic\", \"factor\": 2.0} | 10000 | None[]",
                "\"rope_scaling\": {\"rope_type\": \"llama3\", \"factor\": 8, \"low_freq_factor\": 1, "
                        + "\"high_freq_factor\": 4} | 10000 "
                        + "| Llama3[factor=8.0, lowFactor=1.0, highFactor=4.0, originalContext=128]",
                "\"original_max_position_embeddings\": 32, \"rope_scaling\": {\"rope_type\": \"llama3\", "
                        + "\"factor\": 8, \"low_freq_factor\": 1, \"high_freq_factor\": 4, "
                        + "\"original_max_position_embeddings\": 64} | 10000 "
                        + "| Llama3[factor=8.0, lowFactor=1.0, highFactor=4.0, originalContext=32]",
                "\"partial_rotary_factor\": 0.5, \"rope_parameters\": {\"partial_rotary_factor\": 1.0} "
                        + "| 10000 | None[]"
            })
    void shouldTakeOfContradictingRotaryFieldsTheOneThatTransformersTakes(String fields, double theta, String scaling)
            throws IOException {
        ObjectNode root = (ObjectNode) JSON.readTree(LLAMA);
        root.setAll((ObjectNode) JSON.readTree("{" + fields + "}"));

        Rope rope = read(root.toString()).rope();

        assertThat(rope.theta()).isEqualTo(theta);
        assertThat(rope.scaling()).hasToString(scaling);
    }

    @Test
    void shouldSayWhichOfContradictingRotaryFieldsCounts() throws IOException {
        ObjectNode root = (ObjectNode) JSON.readTree(LLAMA);
        root.setAll((ObjectNode)
                JSON.readTree("{\"rope_theta\": 500000.0, \"rope_parameters\": {\"rope_theta\": 10000.0}}"));
        read(root.toString());
        assertThat(ConfigFile.contradictions(directory))
                .singleElement()
                .asString()
                .contains("rope_theta 10000.0 within rope_parameters and 500000.0 beside it; the one within is used");

        root.setAll((ObjectNode) JSON.readTree("{\"rope_scaling\": {\"type\": \"linear\", \"factor\": 4}}"));
        read(root.toString());
        assertThat(ConfigFile.contradictions(directory))
                .singleElement()
                .asString()
                .contains("rope_scaling and rope_parameters, which differ; rope_scaling is used");

        read(LLAMA);
        assertThat(ConfigFile.contradictions(directory)).isEmpty();
    }

    @Test
    void shouldReadSeveralEndTokens() throws IOException {
        ModelConfig config = read(with("eos_token_id", "[7, 8]"));
        assertThat(config.eosTokenIds()).containsExactly(7, 8);
        assertThat(config.eosTokenId()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"llama", "llama3", "mistral", "qwen2", "qwen3", "mistral-window", "qwen2-window", "qwen3-window"
            })
    void shouldReadBackWhatItWrote(String family) throws Exception {
        ModelConfig config = ConfigFile.read(
                Path.of(ConfigFileTest.class.getResource("/golden/" + family).toURI()));

        ConfigFile.write(directory, config);

        assertThat(ConfigFile.read(directory)).isEqualTo(config);
    }

    static Stream<Arguments> unsupported() {
        return Stream.of(
                arguments("model_type", "\"gpt2\"", "model_type 'gpt2' is not supported; use a llama"),
                arguments("hidden_act", "\"gelu\"", "hidden_act 'gelu'"),
                arguments("mlp_bias", "true", "mlp_bias"),
                arguments("partial_rotary_factor", "0.5", "partial_rotary_factor"),
                arguments("rope_scaling", "{\"rope_type\": \"yarn\"}", "rope type 'yarn'"),
                arguments("rope_scaling", "{\"rope_type\": \"linear\"}", "positive factor"),
                arguments("rope_scaling", "{\"type\": \"linear\", \"factor\": \"4\"}", "positive factor"),
                arguments("rope_scaling", "{\"type\": \"dynamic\"}", "positive factor"),
                arguments("rope_scaling", "{\"type\": \"longrope\"}", "rope type 'longrope'"),
                arguments("rope_scaling", "{\"rope_type\": null, \"type\": \"linear\"}", "rope type 'null'"),
                arguments("rope_scaling", "\"linear\"", "rope_scaling must be an object or null, not"),
                arguments("rope_parameters", "[1]", "rope_parameters must be an object or null, not [1]"),
                arguments("rope_parameters", "{\"rope_theta\": null}", "rope_theta must be a number, not null"),
                arguments(
                        "rope_parameters",
                        "{\"full_attention\": {\"rope_theta\": 10000.0}}",
                        "rope_parameters of their own for a kind of layer ('full_attention')"),
                arguments("rope_parameters", "{\"partial_rotary_factor\": 0.5}", "and it is 0.5"),
                arguments("rope_scaling", "{\"type\": \"llama3\", \"factor\": 8}", "positive low_freq_factor"),
                arguments("hidden_size", "null", "hidden_size is missing"),
                arguments("hidden_size", "6.5", "hidden_size must be a whole number, not 6.5"),
                arguments("intermediate_size", "0", "intermediate_size must be from 1"),
                arguments("num_attention_heads", "0", "heads"),
                arguments("num_key_value_heads", "3", "multiple of that of key-value heads"),
                arguments("head_dim", "7", "even head size"),
                arguments("tie_word_embeddings", "1", "must be true or false, not 1"),
                arguments("rms_norm_eps", "\"x\"", "rms_norm_eps must be a number"),
                arguments("bos_token_id", "100", "outside the vocabulary of 100"),
                arguments("eos_token_id", "null", "must name at least one token"),
                arguments("eos_token_id", "[\"a\"]", "must hold token ids"));
    }

    @ParameterizedTest
    @MethodSource("unsupported")
    void shouldSayWhatItCannotRun(String name, String value, String problem) {
        assertThatThrownBy(() -> read(with(name, value)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("config.json")
                .hasMessageContaining(problem);
    }

    @Test
    void shouldSayThatTheFileIsMissingOrNotJson() {
        assertThatThrownBy(() -> ConfigFile.read(directory)).hasMessageContaining("there is no such file");
        assertThatThrownBy(() -> read("{")).hasMessageContaining("this is not JSON");
        assertThatThrownBy(() -> read("[]")).hasMessageContaining("not a JSON object");
    }
}
