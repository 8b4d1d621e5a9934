package dev.intarsia.benchmarks.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A child process that works on command. Only one thread may use it at a time. */
public final class Worker implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final Path log;
    private final Process process;
    private final BufferedWriter commands;
    private final BufferedReader answers;
    private final JsonNode description;

    private Worker(String name, Path log, List<String> command, int threads, Map<String, String> environment)
            throws IOException {
        this.name = name;
        this.log = log;
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("OMP_NUM_THREADS", String.valueOf(threads));
        builder.environment().putAll(environment);
        process = builder.start();
        commands = process.outputWriter(StandardCharsets.UTF_8);
        answers = process.inputReader(StandardCharsets.UTF_8);
        try {
            description = answer();
        } catch (RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /**
     * Starts a Java child with this process's class path and waits until it is ready.
     *
     * @param log where its standard error is appended
     * @param program reads the kind of work and the options, as JSON, from its command line
     * @param heapMib bound of its Java heap
     * @param quick compiles lightly: it starts sooner and runs slower
     * @param environment variables that it has beside this process's own
     */
    public static Worker java(
            String name,
            Path log,
            Class<?> program,
            String kind,
            WorkerOptions options,
            int heapMib,
            boolean quick,
            Map<String, String> environment)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (quick) {
            command.add("-XX:TieredStopAtLevel=1");
        }
        command.addAll(List.of(
                "-Xmx" + heapMib + "m",
                "-XX:+UseSerialGC",
                "-XX:MinHeapFreeRatio=5",
                "-XX:MaxHeapFreeRatio=10",
                "-XX:-UsePerfData",
                "-Dai.djl.offline=true",
                "-Dai.djl.pytorch.num_threads=" + options.threads(),
                "-Djava.awt.headless=true",
                "-Dintarsia.log=" + log.resolveSibling("engine.log"),
                "-cp",
                System.getProperty("java.class.path"),
                program.getName(),
                kind,
                JSON.writeValueAsString(options)));
        return new Worker(name, log, command, options.threads(), environment);
    }

    /** Starts any other child that answers its readiness and every command with one line of JSON. */
    public static Worker command(String name, Path log, List<String> command, int threads) throws IOException {
        return new Worker(name, log, command, threads, Map.of());
    }

    public String name() {
        return name;
    }

    /** What it said when it was ready. */
    public JsonNode description() {
        return description;
    }

    /**
     * Has a round of work done.
     *
     * @throws WorkerException when the child reports a failure or ends
     */
    public JsonNode perform(String command, int argument) {
        try {
            commands.write(command + " " + argument + "\n");
            commands.flush();
        } catch (IOException e) {
            throw new WorkerException(name + " has ended; see " + log + ".");
        }
        return answer();
    }

    private JsonNode answer() {
        try {
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                // Native libraries print on their own account.
                if (line.startsWith("{")) {
                    JsonNode answer = JSON.readTree(line);
                    if (answer.has("failure")) {
                        throw new WorkerException(
                                name + " failed: " + answer.get("failure").asText() + "; see " + log + ".");
                    }
                    return answer;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new WorkerException(name + " ended without an answer; see " + log + ".");
    }

    /** The most memory that was resident at once so far, in MiB; NaN where the system does not say. */
    public double peakMib() {
        return ResidentMemory.peakMib(process.pid());
    }

    @Override
    public void close() {
        try (commands;
                answers) {
            commands.close();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
