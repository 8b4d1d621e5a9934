package dev.intarsia.tests.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.model.checkpoint.Checkpoint;
import dev.intarsia.model.tokenizer.Tokenizer;
import dev.intarsia.tasks.Tasks;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The base model that ships. */
class DefaultCheckpointTest {
    private static final Path MODELS = Path.of("../models");
    private static final Path DEFAULT = MODELS.resolve("default");

    @Test
    void shouldBeTheOneItsCardDescribes() throws Exception {
        String fingerprint = Checkpoint.open(DEFAULT).fingerprint();

        assertThat(Files.readString(MODELS.resolve("README.md"))).contains(fingerprint);
    }

    @Test
    void shouldFitInSixteenMegabytes() throws Exception {
        assertThat(Files.size(DEFAULT.resolve("model.safetensors"))).isLessThan(16 << 20);
    }

    @Test
    void shouldAnswerEachRatingWithOneToken() throws Exception {
        try (Tokenizer tokenizer = Tokenizer.open(DEFAULT)) {
            assertThat(Tasks.bundled().require("movie-rating").labels())
                    .hasSize(10)
                    .allSatisfy(
                            label -> assertThat(tokenizer.encode(" " + label)).hasSize(1));
        }
    }
}
