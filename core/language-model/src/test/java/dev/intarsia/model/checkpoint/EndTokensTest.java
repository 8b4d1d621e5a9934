package dev.intarsia.model.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndTokensTest {
    @TempDir
    private Path directory;

    @BeforeEach
    void write() throws IOException {
        file("tokenizer.json", """
                {"added_tokens": [{"id": 4, "content": "<|im_end|>"}, {"id": 5, "content": "<|eot_id|>"},
                 {"id": 99, "content": "<|far|>"}],
                 "model": {"vocab": {"</s>": 2, "a": 3}}}""");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "config.json              ; {'eos_token_id': 1, 'vocab_size': 8} ; 1",
                "config.json              ; {'eos_token_id': [1, 3], 'vocab_size': 8} ; 1, 3",
                "generation_config.json   ; {'eos_token_id': [6, 7]} ; 0, 6, 7",
                "generation_config.json   ; {'eos_token_id': 6} ; 0, 6",
                "tokenizer_config.json    ; {'eos_token': '<|im_end|>'} ; 0, 4",
                "tokenizer_config.json    ; {'eos_token': {'content': '<|im_end|>', 'special': true}} ; 0, 4",
                "tokenizer_config.json    ; {'eos_token': '</s>'} ; 0, 2",
                "tokenizer_config.json    ; {'eos_token': 'x', 'added_tokens_decoder': {'6': {'content': 'x'}}} ; 0, 6",
                "tokenizer_config.json    ; {'eos_token': null} ; 0",
                "tokenizer_config.json    ; {'eos_token': '<|far|>'} ; 0",
                "tokenizer_config.json    ; {'chat_template': '{{ x }}<|eot_id|>'} ; 0, 5",
                "tokenizer_config.json    ; {'chat_template': [{'name': 'default', 'template': '<|im_end|>'}]} ; 0, 4",
                "special_tokens_map.json  ; {'eos_token': '<|eot_id|>'} ; 0, 5",
                "special_tokens_map.json  ; {'eos_token': {'content': '</s>'}} ; 0, 2",
                "chat_template.jinja      ; {{ x }}<|im_end|> ; 0, 4",
                "chat_template.jinja      ; {{ x }}<|end|> ; 0",
            })
    void shouldFindTheTokenInWhicheverFileNamesIt(String name, String content, String ends) throws IOException {
        file("config.json", "{\"eos_token_id\": 0, \"vocab_size\": 8}");
        file(name, content.replace('\'', '"'));

        List<Integer> found = EndTokens.of(directory, JsonFile.read(directory.resolve("config.json")));

        assertThat(found).hasToString("[" + ends + "]");
    }

    @Test
    void shouldNotEndAtATokenThatNoFileCallsAnEnd() throws IOException {
        file("config.json", "{\"eos_token_id\": 2, \"vocab_size\": 8}");

        assertThat(EndTokens.of(directory, JsonFile.read(directory.resolve("config.json"))))
                .containsExactly(2);
    }

    private void file(String name, String content) throws IOException {
        Files.writeString(directory.resolve(name), content);
    }
}
