package dev.intarsia.stack.datadir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    Path temp;

    @Test
    void shouldBeHeldByOneProcessAtATime() {
        Path path = temp.resolve("a/b");
        try (DataDirectory held = DataDirectory.hold(path)) {
            assertThat(held.path()).isDirectory();
            assertThatThrownBy(() -> DataDirectory.hold(path))
                    .isInstanceOf(DataDirectoryException.class)
                    .hasMessageContaining(path.toString())
                    .hasMessageContaining("another process");
        }
        DataDirectory.hold(path).close();
    }

    @Test
    void shouldSayWhereItCannotBeWritten() throws IOException {
        Path file = Files.createFile(temp.resolve("file"));

        assertThatThrownBy(() -> DataDirectory.hold(file.resolve("below")))
                .isInstanceOf(DataDirectoryException.class)
                .hasMessageContaining("cannot be written");
    }

    @Test
    void shouldRequireFreeDiskSpace() {
        assertThatThrownBy(() -> DataDirectory.hold(temp, Long.MAX_VALUE))
                .isInstanceOf(DataDirectoryException.class)
                .hasMessageContaining("MiB left");
        DataDirectory.hold(temp).close();
    }
}
