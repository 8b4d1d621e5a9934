package dev.intarsia.oppu.update;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeededDrawsTest {
    /** What an update trains on follows from it; a trainer of another version must train on the same. */
    @Test
    void shouldNeverChangeItsSeeds() {
        assertThat(SeededDraws.seed("train", "ada", 9)).isEqualTo(-8408978422297433893L);
        assertThat(SeededDraws.seed("share", "äda", 0)).isEqualTo(2231482931081074846L);
    }
}
