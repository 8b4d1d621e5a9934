package dev.intarsia.model.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeEngineTest {
    @TempDir
    Path directory;

    /** In a process of its own, since an engine that has started stays. */
    @Test
    void shouldNameThePlatformWhereItsLibrariesAreMissing() throws Exception {
        String said = runWithoutNatives();

        assertThat(said)
                .contains(EngineStartException.class.getName())
                .contains("cannot be loaded on " + System.getProperty("os.name") + " " + System.getProperty("os.arch"))
                .contains("docs/platforms.md");
    }

    private String runWithoutNatives() throws IOException, InterruptedException {
        String classes = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("pytorch-native-"))
                .collect(Collectors.joining(File.pathSeparator));
        Path output = directory.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classes,
                        StartProgram.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("DJL_CACHE_DIR", directory.toString());
        builder.environment().remove("PYTORCH_LIBRARY_PATH");
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readString(output);
    }

    /** Starts the engine and no more. */
    static final class StartProgram {
        private StartProgram() {}

        /** @param args none */
        public static void main(String[] args) {
            NativeEngine.start().getVersion();
        }
    }
}
