package dev.intarsia.model.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoundPatternTest {
    /** The patterns of GPT-2, of Llama 3 and Qwen 2 and of newer models. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
                "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*"
                        + "|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+",
                "[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}]*[\\p{Ll}\\p{Lm}]+(?i:'s|'t|'re)?|\\p{N}{1,3}|\\s+(?!\\S)|\\s+",
                "\\s+",
                "\\p{N}{1,3}",
                "[0-9]"
            })
    void shouldTakeThePatternsOfKnownModels(String pattern) {
        assertThat(SoundPattern.is(pattern)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a+)+b",
                "(a*b?)*",
                "((a|b)+c){2,9}",
                "(.)\\1",
                "a*a*a*a*a*a*a*b",
                "(a",
                "a)",
                "[a",
                "(?<n>x)\\k<n>"
            })
    void shouldRefuseWhatMaySearchForLong(String pattern) {
        assertThat(SoundPattern.is(pattern)).isFalse();
    }
}
