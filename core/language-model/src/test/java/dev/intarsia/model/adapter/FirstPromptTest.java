package dev.intarsia.model.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.model.checkpoint.Checkpoint;
import dev.intarsia.model.checkpoint.DecoderTensors;
import dev.intarsia.model.engine.Golden;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FirstPromptTest {
    private static Checkpoint checkpoint;
    private static int width;

    @BeforeAll
    static void open() throws IOException {
        checkpoint = Checkpoint.open(Golden.of("llama").directory());
        width = checkpoint.config().hiddenSize();
    }

    @Test
    void shouldBeginWithTheEmbeddingsOfDifferentOrdinaryTokens() throws IOException {
        float[] embeddings = checkpoint.tensor(DecoderTensors.EMBEDDING).floats();
        int ordinary = checkpoint.config().vocabularySize() - 2;

        float[] prompt = FirstPrompt.of(checkpoint, "base", ordinary);

        boolean[] found = new boolean[checkpoint.config().vocabularySize()];
        for (int i = 0; i < ordinary; i++) {
            for (int token = 0; token < found.length; token++) {
                found[token] |= Arrays.equals(
                        prompt, i * width, (i + 1) * width, embeddings, token * width, (token + 1) * width);
            }
        }
        for (int token = 0; token < found.length; token++) {
            boolean special = token == checkpoint.config().bosTokenId()
                    || checkpoint.config().eosTokenIds().contains(token);
            assertThat(found[token]).as("token %s", token).isNotEqualTo(special);
        }
    }

    @Test
    void shouldFollowFromTheBaseModelAlone() throws IOException {
        float[] shorter = FirstPrompt.of(checkpoint, "base", 3);

        assertThat(FirstPrompt.of(checkpoint, "base", 3)).isEqualTo(shorter);
        assertThat(FirstPrompt.of(checkpoint, "base", 5)).startsWith(shorter);
        assertThat(FirstPrompt.of(checkpoint, "another", 3)).isNotEqualTo(shorter);
    }

    @Test
    void shouldRefuseMoreTokensThanTheVocabularyHas() {
        assertThatThrownBy(() -> FirstPrompt.of(checkpoint, "base", 60))
                .hasMessageContaining("A prompt of 60 virtual tokens")
                .hasMessageContaining("has 59; give fewer");
    }
}
