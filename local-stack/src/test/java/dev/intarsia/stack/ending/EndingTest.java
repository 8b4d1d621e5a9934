package dev.intarsia.stack.ending;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In processes of their own, whose exit handlers abort. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "It needs env --default-signal of GNU and kill.")
class EndingTest {
    private static final int ABORTED = 134;

    @TempDir
    Path directory;

    private final List<Process> started = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143", "HUP, 129"})
    void shouldEndAtOnceWithoutTheSystemsExitHandlers(String signal, int code) throws Exception {
        Process process = start("at-once");
        await(process, "READY");

        signal(process, signal);

        assertThat(end(process)).isNotEqualTo(ABORTED).isEqualTo(code);
    }

    @Test
    void shouldEndWhenWhatItHoldsIsClosed() throws Exception {
        Path closed = directory.resolve("closed");
        Process process = start("orderly", closed.toString());
        await(process, "READY");

        signal(process, "TERM");

        assertThat(end(process)).isEqualTo(143);
        assertThat(closed).hasContent("closed");
    }

    @Test
    void shouldNotWaitWhenToldTwice() throws Exception {
        Process process = start("stuck");
        await(process, "READY");
        signal(process, "TERM");
        await(process, "WAITING");

        signal(process, "INT");

        assertThat(end(process)).isEqualTo(130);
    }

    private Process start(String... arguments) throws IOException {
        // A build in the background ignores some of these signals, and what it starts would too.
        List<String> command = new ArrayList<>(List.of(
                "env",
                "--default-signal=INT,HUP,TERM",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                EndingProgram.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(directory.resolve("errors").toFile())
                .start();
        started.add(process);
        return process;
    }

    private static void await(Process process, String line) throws IOException {
        // Unbuffered, so that nothing is lost to the next who reads.
        StringBuilder read = new StringBuilder();
        int next = process.getInputStream().read();
        while (next >= 0 && next != '\n') {
            read.append((char) next);
            next = process.getInputStream().read();
        }
        assertThat(read.toString().strip()).isEqualTo(line);
    }

    private static void signal(Process process, String signal) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + signal, "" + process.pid())
                .inheritIO()
                .start();
        assertThat(kill.waitFor()).isZero();
    }

    private static int end(Process process) throws InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    @AfterEach
    void leaveNothingRunning() {
        started.forEach(Process::destroyForcibly);
    }
}
