package dev.intarsia.model.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.model.fixture.TinyTokenizer;
import dev.intarsia.model.tokenizer.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(10)
class WaitingTextsTest {
    @TempDir
    private Path directory;

    private final WaitingTexts waiting = new WaitingTexts(new DecodeOptions(2, 16, 4, 8));
    private Tokenizer tokenizer;
    private List<RunningText> texts;

    @BeforeEach
    void queueThree() throws IOException {
        tokenizer = Tokenizer.open(TinyTokenizer.FILMS.write(directory));
        texts = List.of(text(), text(), text());
        waiting.add(texts);
    }

    @AfterEach
    void close() {
        tokenizer.close();
    }

    private RunningText text() {
        return new RunningText(
                new GenerationRequest(
                        new int[] {1}, null, SamplingOptions.GREEDY, List.of(), 1, OptionalInt.empty(), event -> {}),
                tokenizer,
                Set.of(2));
    }

    @Test
    void shouldMakeTextsWaitForRoomWhileOthersRun() throws InterruptedException {
        assertThat(waiting.take(1, text -> false)).isEmpty();
        assertThat(waiting.size()).isEqualTo(3);
    }

    @Test
    void shouldLetNobodyWaitForRoomThatNobodyWillMake() throws InterruptedException {
        assertThat(waiting.take(0, text -> false)).containsExactly(texts.get(0));
        assertThat(waiting.take(0, text -> true)).containsExactly(texts.get(1), texts.get(2));
    }

    @Test
    void shouldEndTheWaitingOnce() throws InterruptedException {
        waiting.take(0, text -> true);
        waiting.take(0, text -> true);

        waiting.wake();

        assertThat(waiting.take(0, text -> true)).isEmpty();
    }
}
