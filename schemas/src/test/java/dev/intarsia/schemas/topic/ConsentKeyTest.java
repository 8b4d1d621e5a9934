package dev.intarsia.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsentKeyTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void shouldBeReadAsItIsWritten() {
        assertThat(ConsentKey.parse("a/b")).isEqualTo(ConsentKey.of("a/b"));
        assertThat(ConsentKey.parse("a/b\te 1")).isEqualTo(ConsentKey.of("a/b", "e 1"));
        assertThat(ConsentKey.of("a/b", "e 1")).hasToString("a/b\te 1");
    }

    @Test
    void shouldLieWithItsUserAndHaveAnErasureOfItsOwn() {
        Topics topics = Topics.of("", 7);

        assertThat(topics.consents().partition(ConsentKey.of("ada", "e1"), 7))
                .isEqualTo(topics.signatures().partition("ada", 7));
        assertThat(ErasureKey.erasure(ConsentKey.of("ada"), NOON)).isEqualTo(ErasureKey.erasure("ada", NOON));
        assertThat(ErasureKey.erasure(ConsentKey.of("ada", "e1"), NOON)).isNotEqualTo(ErasureKey.erasure("ada", NOON));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\te1", "ada\t", "ada\te1\tmark"})
    void shouldRefuseWhatNamesNobodyOrNothing(String text) {
        assertThatThrownBy(() -> ConsentKey.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
