package dev.intarsia.service.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateLockTest {
    @TempDir
    Path directory;

    /** Takes the lock, says so, and holds it until its input ends. */
    static final class Holder {
        public static void main(String[] arguments) throws Exception {
            try (StateLock lock = StateLock.take(Path.of(arguments[0]), "app")) {
                new java.io.PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true, "UTF-8")
                        .println("taken");
                while (System.in.read() >= 0) {
                    assertThat(lock).isNotNull();
                }
            }
        }
    }

    @Test
    void shouldNameTheProcessThatHasTheDirectoryAndTheMend() throws Exception {
        Process holder = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(new BufferedReader(new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8))
                            .readLine())
                    .isEqualTo("taken");

            assertThatThrownBy(() -> StateLock.take(directory, "app"))
                    .isInstanceOf(StateInUseException.class)
                    .hasMessageContainingAll(
                            "process " + holder.pid(), directory.toString(), "end that one", "state.directory");
        } finally {
            holder.destroyForcibly().waitFor();
        }

        StateLock.take(directory, "app").close();
    }

    @Test
    void shouldTellStateThatWasNotUsedForSoLongThatDeletionsMayShowNoLonger() throws Exception {
        try (StateLock fresh = StateLock.take(directory, "app")) {
            assertThat(fresh.isOutdated()).isFalse();
        }
        Path file = directory.resolve("app.lock");
        for (Duration age : List.of(Duration.ofHours(11), Duration.ofHours(13))) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));

            try (StateLock lock = StateLock.take(directory, "app")) {
                assertThat(lock.isOutdated()).isEqualTo(age.toHours() == 13);
            }
        }
    }

    @Test
    void shouldTellThatThisProcessHasItAlready() {
        try (StateLock lock = StateLock.take(directory, "app")) {
            assertThat(lock).isNotNull();
            assertThatThrownBy(() -> StateLock.take(directory, "app")).hasMessageContaining("this process itself");
        }
    }

    @Test
    void shouldLetTwoApplicationsShareADirectory() {
        try (StateLock one = StateLock.take(directory, "one");
                StateLock other = StateLock.take(directory, "other")) {
            assertThat(one).isNotEqualTo(other);
        }
    }
}
