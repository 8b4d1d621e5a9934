package dev.intarsia.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptPrecisionTest {
    private static final String FINGERPRINT = "0123456789abcdef";

    @TempDir
    Path directory;

    @Test
    void shouldHoldForThisNumberOfThreadsAndThisDevice() {
        NativeEngine.start();
        String cpu =
                KeptPrecision.of(directory, FINGERPRINT, Device.cpu()).file().toString();
        String gpu =
                KeptPrecision.of(directory, FINGERPRINT, Device.gpu()).file().toString();

        assertThat(cpu).endsWith("-cpu-" + EngineThreads.started());
        assertThat(gpu).contains("-gpu").endsWith("-" + EngineThreads.started());
    }

    @Test
    void shouldLeaveNoOtherFileBehindWhereItCannotBeWritten() throws IOException {
        Path taken = Files.createDirectories(directory.resolve("precision"));
        Files.writeString(taken.resolve("something"), "else");

        assertThatThrownBy(() -> new KeptPrecision(taken).write(Precision.FP32)).isInstanceOf(IOException.class);

        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactly(taken);
        }
    }
}
