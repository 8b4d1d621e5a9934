package dev.intarsia.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program that a test has run.
 *
 * @param status with which it ended; 127 where there is no such program, as a shell says
 * @param output all that it printed, errors included
 */
record ProgramRun(int status, String output) {
    private static final int NO_SUCH_PROGRAM = 127;

    boolean succeeded() {
        return status == 0;
    }

    /** Runs it to its end; fails with what it printed when that takes longer than the limit. */
    static ProgramRun of(Path directory, Map<String, String> environment, Duration limit, String... command)
            throws IOException, InterruptedException {
        Path printed = Files.createTempFile(directory, "printed", ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile());
        builder.environment().putAll(environment);
        try {
            Process process;
            try {
                process = builder.start();
            } catch (IOException e) {
                return new ProgramRun(NO_SUCH_PROGRAM, String.valueOf(e.getMessage()));
            }
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
                throw new AssertionError(
                        String.join(" ", command) + " did not end within " + limit + ":\n" + read(printed));
            }
            return new ProgramRun(process.exitValue(), read(printed));
        } finally {
            Files.delete(printed);
        }
    }

    private static String read(Path printed) throws IOException {
        return new String(Files.readAllBytes(printed), UTF_8);
    }
}
