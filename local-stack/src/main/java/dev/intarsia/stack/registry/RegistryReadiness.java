package dev.intarsia.stack.registry;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Waits until a registry answers, or says why it will not. */
final class RegistryReadiness {
    private static final long LONGEST_NANOS = 90_000_000_000L;
    private static final int LOG_LINES = 15;

    private RegistryReadiness() {}

    static void await(Process child, String url, Path log) {
        long start = System.nanoTime();
        while (RegistryAddress.status(url) != HttpURLConnection.HTTP_OK) {
            if (!child.isAlive()) {
                throw new RegistryStartException(
                        "The schema registry ended with status " + child.exitValue() + " while starting. The end of "
                                + log + ":\n" + tail(log),
                        null);
            }
            if (System.nanoTime() - start > LONGEST_NANOS) {
                child.destroyForcibly();
                throw new RegistryStartException(
                        "The schema registry did not answer at " + url + " within " + LONGEST_NANOS / 1_000_000_000
                                + " s; is this machine overloaded? The end of " + log + ":\n" + tail(log),
                        null);
            }
            pause(child);
        }
    }

    private static void pause(Process child) {
        try {
            Thread.sleep(25);
        } catch (InterruptedException e) {
            child.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new RegistryStartException("Interrupted while the schema registry was starting", e);
        }
    }

    private static String tail(Path log) {
        try {
            List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
        } catch (IOException e) {
            return "(it cannot be read: " + e + ")";
        }
    }
}
