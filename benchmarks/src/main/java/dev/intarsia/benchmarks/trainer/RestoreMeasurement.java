package dev.intarsia.benchmarks.trainer;

import static java.util.Objects.requireNonNull;

import dev.intarsia.benchmarks.engine.BenchmarkProgress;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.utils.Utils;

/** How soon a trainer is ready after a log of a given size, without its disk and with it, and what heap it then has. */
final class RestoreMeasurement {
    private final TrainerBenchmarkOptions options;
    private final MeasuredLogs logs;
    private final BenchmarkProgress progress;
    private final HttpClient client = HttpClient.newHttpClient();

    /**
     * What was measured.
     *
     * @param noDisk of a trainer that has to read the whole log
     * @param checkpoint of one that was killed and has its store
     * @param heapMib of the latter, collected
     */
    record Restores(LogSize size, Readiness noDisk, Readiness checkpoint, double heapMib) {}

    RestoreMeasurement(TrainerBenchmarkOptions options, MeasuredLogs logs, BenchmarkProgress progress) {
        this.options = requireNonNull(options);
        this.logs = requireNonNull(logs);
        this.progress = requireNonNull(progress);
    }

    Restores measure(LogSize size) throws IOException, InterruptedException {
        String prefix = size.label() + ".";
        try (Admin admin = logs.admin()) {
            SyntheticLog log = logs.write(admin, prefix, size);
            log.done(admin, prefix + "trainers");
            progress.show("%s: %,d events of %,d users are on the log", size.label(), size.events(), size.users());
            Restores restores = measure(size, prefix);
            log.delete(admin);
            return restores;
        }
    }

    private Restores measure(LogSize size, String prefix) throws IOException, InterruptedException {
        Path state = options.state().resolve(size.label());
        Path log = options.output().resolve("trainer-" + size.label() + ".log");
        Readiness noDisk;
        try (MeasuredTrainer trainer =
                MeasuredTrainer.start(options.settings(logs.cluster(), prefix, "a", state), log, client)) {
            noDisk = trainer.ready();
            show(size, "without a disk", noDisk);
        }
        try (MeasuredTrainer trainer =
                MeasuredTrainer.start(options.settings(logs.cluster(), prefix, "a", state), log, client)) {
            Readiness checkpoint = trainer.ready();
            show(size, "killed and started again", checkpoint);
            double heap = trainer.heapMib();
            progress.show("%s: %.1f MiB of heap in use", size.label(), heap);
            return new Restores(size, noDisk, checkpoint, heap);
        } finally {
            Utils.delete(state.toFile());
        }
    }

    private void show(LogSize size, String how, Readiness readiness) {
        progress.show(
                "%s: %s, ready in %.1f s (%.1f s of processor time)",
                size.label(), how, readiness.seconds(), readiness.processorSeconds());
    }
}
