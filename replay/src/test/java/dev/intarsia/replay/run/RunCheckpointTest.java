package dev.intarsia.replay.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.intarsia.evaluation.result.Cost;
import dev.intarsia.replay.engine.StateDirectory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCheckpointTest {
    @TempDir
    Path folder;

    private StateDirectory files;

    @BeforeEach
    void open() throws IOException {
        files = new StateDirectory(folder);
    }

    @Test
    void shouldBeReadBackAsItWasWritten() throws IOException {
        Map<String, Cost> finished = Map.of("base", new Cost(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));
        new RunCheckpoint("run", 12, finished, new RunCheckpoint.Current("oppu", 3, new Spending(), new byte[] {1, 2}))
                .write(files);

        RunCheckpoint read = RunCheckpoint.read(files).orElseThrow();

        assertThat(read.run()).isEqualTo("run");
        assertThat(read.predictions()).isEqualTo(12);
        assertThat(read.finished()).isEqualTo(finished);
        assertThat(read.current().method()).isEqualTo("oppu");
        assertThat(read.current().state()).containsExactly(1, 2);
    }

    @Test
    void shouldSaySoWhereItIsTruncated() throws IOException {
        RunCheckpoint.start("run").write(files);
        byte[] whole = files.read("checkpoint").orElseThrow();

        for (int length = 0; length < whole.length; length++) {
            files.write("checkpoint", Arrays.copyOf(whole, length));

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RunCheckpoint.read(files))
                    .withMessageContaining("is damaged");
        }
    }

    /** What methods saved would be read as what it is not. */
    @Test
    void shouldRefuseACheckpointOfAnotherFormat() {
        byte[] head =
                "{\"run\":\"run\",\"predictions\":0,\"finished\":{},\"method\":null,\"ticks\":0,\"spending\":null}"
                        .getBytes(UTF_8);
        files.write(
                "checkpoint",
                ByteBuffer.allocate(4 + head.length)
                        .putInt(head.length)
                        .put(head)
                        .array());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> RunCheckpoint.read(files))
                .withMessageContaining("another version of the program");
    }
}
