package dev.intarsia.replay.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryTest {
    @TempDir
    Path directory;

    @Test
    void shouldKeepWhatWasWrittenLast() throws IOException {
        new StateDirectory(directory).write("pool", "old".getBytes(UTF_8));
        new StateDirectory(directory).write("pool", "new".getBytes(UTF_8));

        assertThat(new StateDirectory(directory).read("pool"))
                .hasValueSatisfying(bytes -> assertThat(bytes).asString(UTF_8).isEqualTo("new"));
        assertThat(new StateDirectory(directory).read("other")).isEmpty();
    }

    @Test
    void shouldNeverReadAHalfWrittenFile() throws IOException {
        Files.writeString(directory.resolve("pool.draft"), "half");

        assertThat(new StateDirectory(directory).read("pool")).isEmpty();
    }

    @Test
    void shouldStayInItsFolder() throws IOException {
        StateDirectory files = new StateDirectory(directory);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> files.write("../elsewhere", new byte[0]))
                .withMessageContaining("is no name");
    }
}
