package dev.intarsia.replay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.model.decode.SamplingOptions;
import dev.intarsia.model.engine.EngineOptions;
import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.score.PromptRow;
import dev.intarsia.replay.fixture.Models;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextGenerationTest {
    private static final int LONGEST_PROMPT = 40;

    @TempDir
    Path folder;

    private Path checkpoint;

    @BeforeEach
    void writeModel() throws IOException {
        checkpoint = Models.write(folder);
    }

    /** What was generated before must not narrow the room of what comes. */
    @Test
    void shouldHaveTheRoomThatIsAskedForBehindTheLongestPrompt() throws IOException {
        List<String> grown = generate(2, 3 * LONGEST_PROMPT, 2);

        assertThat(grown.get(1)).isEqualTo(generate(3 * LONGEST_PROMPT).get(0));
        assertThat(grown.get(2)).isEqualTo(grown.get(0));
    }

    private List<String> generate(int... rooms) throws IOException {
        try (LanguageModel model = LanguageModel.load(checkpoint, EngineOptions.defaults());
                TextGeneration texts = new TextGeneration(
                        model,
                        new FlopCount(model.config(), model.layout()),
                        LONGEST_PROMPT,
                        SamplingOptions.GREEDY,
                        0)) {
            int[] prompt = new int[LONGEST_PROMPT];
            Arrays.fill(prompt, 5);
            return Arrays.stream(rooms)
                    .mapToObj(room ->
                            texts.generate(List.of("key"), List.of(new PromptRow(prompt, null)), room, new FlopMeter()))
                    .map(generated -> generated.get(0))
                    .toList();
        }
    }
}
