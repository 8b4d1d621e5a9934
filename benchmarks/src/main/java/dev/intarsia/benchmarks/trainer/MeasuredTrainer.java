package dev.intarsia.benchmarks.trainer;

import dev.intarsia.benchmarks.faults.TrainerLife;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A trainer's process from its start until it is killed. */
final class MeasuredTrainer implements AutoCloseable {
    private static final long GIVE_UP_NANOS = 900_000_000_000L;
    private static final long PAUSE_MILLIS = 20;
    private static final int READY = 200;
    private static final double MIB = 1 << 20;
    private static final int LOOKS = 5;
    private static final long LOOK_MILLIS = 5_000;

    private final TrainerLife life;
    private final Path log;
    private final long start;

    private MeasuredTrainer(TrainerLife life, Path log, long start) {
        this.life = life;
        this.log = log;
        this.start = start;
    }

    static MeasuredTrainer start(Map<String, String> settings, Path log, HttpClient client) throws IOException {
        long start = System.nanoTime();
        return new MeasuredTrainer(TrainerLife.start(settings, log, client), log, start);
    }

    /**
     * Waits until every partition is read back.
     *
     * @throws IllegalStateException where the process ends before, or takes a quarter of an hour
     */
    Readiness ready() throws InterruptedException {
        while (life.readiness() != READY) {
            if (!life.alive() || System.nanoTime() - start > GIVE_UP_NANOS) {
                throw new IllegalStateException(
                        "The trainer ended or was not ready within 15 minutes; " + log + " says why.");
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Readiness(
                seconds, life.processorTime().map(Duration::toMillis).orElse(0L) / 1e3);
    }

    /** MiB of the heap that stay in use: the least of several looks, since after its start a trainer reads for a while. */
    double heapMib() throws IOException, InterruptedException {
        double least = collectedMib();
        for (int look = 1; look < LOOKS; look++) {
            Thread.sleep(LOOK_MILLIS);
            least = Math.min(least, collectedMib());
        }
        return least;
    }

    private double collectedMib() throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process collection = new ProcessBuilder(jcmd.toString(), Long.toString(life.pid()), "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(log.resolveSibling("jcmd.out").toFile())
                .start();
        if (!collection.waitFor(1, TimeUnit.MINUTES) || collection.exitValue() != 0) {
            throw new IllegalStateException(
                    "The trainer's heap could not be collected; jcmd.out beside " + log + " says why.");
        }
        double bytes = life.metrics()
                .lines()
                .filter(line -> line.startsWith("jvm_memory_used_bytes{") && line.contains("area=\"heap\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
        return bytes / MIB;
    }

    /** SIGKILL. */
    @Override
    public void close() throws InterruptedException {
        life.kill();
    }
}
