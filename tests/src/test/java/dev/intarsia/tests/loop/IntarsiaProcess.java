package dev.intarsia.tests.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** The command line in a process of its own, as {@code ./intarsia} starts it. */
final class IntarsiaProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Process process;
    private final Path output;

    private IntarsiaProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** @param directory where the log and the process's words go */
    static IntarsiaProcess start(Path directory, String... arguments) throws IOException {
        Path output = Files.createTempFile(directory, "intarsia-", ".out");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx2g",
                "-Dai.djl.offline=true",
                "-Dintarsia.home=" + System.getProperty("intarsia.home"),
                "-Dintarsia.registry.home=" + System.getProperty("intarsia.registry.home"),
                "-Dintarsia.log=" + directory.resolve("intarsia.log"),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.intarsia.stack.cli.Intarsia"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new IntarsiaProcess(process, output);
    }

    /** Waits for words in what it prints. */
    Matcher awaitWords(String pattern) {
        Pattern wanted = Pattern.compile(pattern);
        Awaitility.await("'" + pattern + "' in what the process prints")
                .atMost(PATIENCE)
                .until(() -> !process.isAlive() || find(wanted).find());
        Matcher matcher = find(wanted);
        assertThat(matcher.find()).as("the process ended early: %s", words()).isTrue();
        return matcher;
    }

    private Matcher find(Pattern wanted) {
        return wanted.matcher(words());
    }

    /** Everything it has printed. */
    String words() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** SIGKILL, to it alone: what it started must notice by itself. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Waits for its own end. */
    int await() throws InterruptedException {
        return process.waitFor();
    }

    /** SIGTERM; returns the exit code. */
    int end() throws InterruptedException {
        process.destroy();
        return process.waitFor();
    }

    /** SIGTERM, then its end. */
    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
