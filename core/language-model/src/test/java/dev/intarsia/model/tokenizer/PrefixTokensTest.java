package dev.intarsia.model.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intarsia.model.fixture.TokenizerLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrefixTokensTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TEMPLATE = """
            {"type": "TemplateProcessing", "single": [{"SpecialToken": {"id": "<s>", "type_id": 0}},
             {"Sequence": {"id": "A", "type_id": 0}}, {"SpecialToken": {"id": "</s>", "type_id": 0}}],
             "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}}],
             "special_tokens": {"<s>": {"id": "<s>", "ids": [1], "tokens": ["<s>"]},
              "</s>": {"id": "</s>", "ids": [2], "tokens": ["</s>"]}}}""";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "none      ; {}                                                              ; []",
                "none      ; {'add_bos_token': true, 'bos_token': '<s>'}                     ; [1]",
                "none      ; {'add_bos_token': true, 'bos_token': {'content': '<|im_end|>'}} ; [307]",
                "none      ; {'add_bos_token': false, 'tokenizer_class': 'LlamaTokenizer'}   ; []",
                "none      ; {'bos_token': '<s>', 'tokenizer_class': 'LlamaTokenizer'}       ; [1]",
                "none      ; {'bos_token': '<s>', 'tokenizer_class': 'Qwen2Tokenizer'}       ; []",
                "bytes     ; {'bos_token': '<s>', 'tokenizer_class': 'GPT2Tokenizer'}        ; []",
                "template  ; {}                                                              ; [1]",
                "template  ; {'add_bos_token': null}                                         ; [1]",
                "template  ; {'add_bos_token': false}                                        ; []",
                "sequence  ; {}                                                              ; [1]",
            })
    void shouldPutBeforeTextsWhatTheFilesAskFor(String processor, String settings, String prefix) throws IOException {
        Files.writeString(directory.resolve("tokenizer_config.json"), settings.replace('\'', '"'));
        try (Tokenizer tokenizer = open(processor(processor))) {

            assertThat(Arrays.toString(tokenizer.prefix())).isEqualTo(prefix);
            assertThat(tokenizer.prompt("a"))
                    .isEqualTo(IntStream.concat(Arrays.stream(tokenizer.prefix()), Arrays.stream(tokenizer.encode("a")))
                            .toArray());
        }
    }

    @Test
    void shouldNotPutABeginningBeforeOneThatIsThere() throws IOException {
        try (Tokenizer tokenizer = open(TEMPLATE)) {
            assertThat(tokenizer.prompt(new int[] {1, 270})).containsExactly(1, 270);
            assertThat(tokenizer.prompt(new int[] {270})).containsExactly(1, 270);
        }
    }

    @Test
    void shouldAskWithOneTokenAtLeast() throws IOException {
        try (Tokenizer tokenizer = open("null")) {
            assertThat(tokenizer.prompt("")).containsExactly(tokenizer.bos());
        }
    }

    @Test
    void shouldRefuseABeginningThatTheModelHasNoRowFor() {
        assertThatThrownBy(() -> open(TEMPLATE.replace("[1]", "[4000]")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("begin with [4000]");
    }

    private static String processor(String name) {
        return switch (name) {
            case "bytes" ->
                "{\"type\": \"ByteLevel\", \"add_prefix_space\": true, \"trim_offsets\": false, \"use_regex\": true}";
            case "template" -> TEMPLATE;
            case "sequence" ->
                "{\"type\": \"Sequence\", \"processors\": [" + processor("bytes") + "," + TEMPLATE + "]}";
            default -> "null";
        };
    }

    private Tokenizer open(String processor) throws IOException {
        TokenizerLayout.BYTE_FALLBACK.write(directory);
        Path file = directory.resolve("tokenizer.json");
        ObjectNode root = (ObjectNode) JSON.readTree(file.toFile());
        root.set("post_processor", JSON.readTree(processor));
        JSON.writeValue(file.toFile(), root);
        return Tokenizer.open(directory);
    }
}
