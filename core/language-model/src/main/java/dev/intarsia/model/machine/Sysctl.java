package dev.intarsia.model.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** macOS's own program that tells what its kernel knows. */
final class Sysctl {
    private static final String PROGRAM = "/usr/sbin/sysctl";
    private static final int SECONDS = 5;

    private Sysctl() {}

    /** What lies below the given names, as lines of {@code name: value}; empty where it cannot be asked. */
    static String values(String... names) {
        List<String> command =
                Stream.concat(Stream.of(PROGRAM), Stream.of(names)).toList();
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            return text;
        } catch (IOException noSuchProgram) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
