package dev.intarsia.gateway.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class PseudonymsTest {
    private static final Optional<String> SALT = Optional.of("a secret of the deployment");
    private static final String DIGEST = "ab".repeat(32);

    /** Expected: {@code printf 'sharer\0sam' | openssl dgst -sha256 -hmac 'a secret of the deployment'}. */
    @Test
    void shouldNameASharerByTheBeginningOfTheHmac() {
        assertThat(Pseudonyms.of(SALT).of("sam")).isEqualTo("sharer-d9b9da62");
        assertThat(Pseudonyms.of(SALT).of("sue")).isEqualTo("sharer-50708a80");
    }

    @Test
    void shouldNameASharerTheSameUnderTheSameSaltOnly() {
        Pseudonyms other = Pseudonyms.of(Optional.of("a secret of another deployment"));

        assertThat(Pseudonyms.of(SALT).of("sam")).isEqualTo(Pseudonyms.of(SALT).of("sam"));
        assertThat(other.of("sam")).isNotEqualTo(Pseudonyms.of(SALT).of("sam"));
    }

    @Test
    void shouldDrawASaltWhereThereIsNone() {
        Pseudonyms drawn = Pseudonyms.of(Optional.empty());

        assertThat(drawn.of("sam")).isEqualTo(drawn.of("sam"));
        assertThat(Pseudonyms.of(Optional.empty()).ofDigest(DIGEST)).isNotEqualTo(drawn.ofDigest(DIGEST));
    }

    @Test
    void shouldNotShowADigestThatAGuessCouldBeCheckedBy() {
        String shown = Pseudonyms.of(SALT).ofDigest(DIGEST);

        assertThat(shown).matches("[0-9a-f]{64}").isNotEqualTo(DIGEST);
        assertThat(shown).isEqualTo(Pseudonyms.of(SALT).ofDigest(DIGEST));
    }
}
