package dev.intarsia.benchmarks.faults;

import dev.intarsia.trainer.TrainerMain;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** One process of a trainer, from its start to its end. */
public final class TrainerLife implements AutoCloseable {
    private static final String THREADS = "ai.djl.pytorch.num_threads";

    private final Process process;
    private final HttpClient client;
    private final URI management;

    private TrainerLife(Process process, HttpClient client, URI management) {
        this.process = process;
        this.client = client;
        this.management = management;
    }

    /**
     * Starts one.
     *
     * @param settings of the trainer, besides its management port
     * @param log its log file; what it prints goes to one beside it
     */
    public static TrainerLife start(Map<String, String> settings, Path log, HttpClient client) throws IOException {
        int port = freePort();
        Map<String, String> all = new TreeMap<>(settings);
        all.put("management.port", Integer.toString(port));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dai.djl.offline=true",
                "-Dintarsia.log=" + log));
        // With another number of threads than here, where adapters are trained again, sums are taken in another order.
        Optional.ofNullable(System.getProperty(THREADS))
                .ifPresent(number -> command.add("-D" + THREADS + "=" + number));
        all.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), TrainerMain.class.getName()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(log + ".out")))
                .start();
        return new TrainerLife(process, client, URI.create("http://127.0.0.1:" + port));
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    /** What {@code /readyz} answers: 200 or 503; 0 while nothing answers there. */
    public int readiness() throws InterruptedException {
        try {
            return client.send(
                            HttpRequest.newBuilder(management.resolve("/readyz"))
                                    .timeout(Duration.ofSeconds(2))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException notYet) {
            return 0;
        }
    }

    /** What {@code /metrics} answers, in Prometheus' text format. */
    public String metrics() throws IOException, InterruptedException {
        return client.send(
                        HttpRequest.newBuilder(management.resolve("/metrics")).build(), BodyHandlers.ofString())
                .body();
    }

    /** Of the processor, all threads together; empty where the system does not say. */
    public Optional<Duration> processorTime() {
        return process.info().totalCpuDuration();
    }

    public long pid() {
        return process.pid();
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** SIGKILL. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM, and SIGKILL to one that does not follow it. */
    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            kill();
        }
    }
}
