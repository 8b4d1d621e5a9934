package dev.intarsia.benchmarks.engine;

import dev.intarsia.benchmarks.load.WorkerProgram;
import dev.intarsia.benchmarks.load.WorkloadKind;
import dev.intarsia.benchmarks.worker.Worker;
import dev.intarsia.benchmarks.worker.WorkerOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The child processes of one measurement; what each took at most is noted when it ends, where the system says. */
final class Children implements AutoCloseable {
    private static final int HEAP_MIB = 768;

    private final EngineBenchmarkOptions options;
    private final Path work;
    private final Path log;
    private final Map<String, Double> peaks;
    private final List<Worker> running = new ArrayList<>();

    Children(EngineBenchmarkOptions options, Path work, Map<String, Double> peaks) {
        this.options = options;
        this.work = work;
        this.log = options.output().resolve("workers.log");
        this.peaks = peaks;
    }

    Worker engine(String name, WorkloadKind kind, int slots, int adapters) throws IOException {
        return engine(name, kind, slots, adapters, Map.of());
    }

    /** @param environment variables that it has beside this process's own */
    Worker engine(String name, WorkloadKind kind, int slots, int adapters, Map<String, String> environment)
            throws IOException {
        return engine(name, kind, told(options.model(), slots, adapters), HEAP_MIB, environment);
    }

    Worker engine(String name, WorkloadKind kind, Path model, int slots, int adapters, int heapMib) throws IOException {
        return engine(name, kind, told(model, slots, adapters), heapMib, Map.of());
    }

    private WorkerOptions told(Path model, int slots, int adapters) {
        return new WorkerOptions(
                model.toString(), work.toString(), options.precision(), options.threads(), slots, adapters);
    }

    private Worker engine(
            String name, WorkloadKind kind, WorkerOptions told, int heapMib, Map<String, String> environment)
            throws IOException {
        return started(
                Worker.java(name, log, WorkerProgram.class, kind.name(), told, heapMib, options.quick(), environment));
    }

    Worker pytorch() throws IOException {
        List<String> command = List.of(
                "python3",
                options.peer().toString(),
                "--model",
                options.model().toString(),
                "--work",
                work.toString(),
                "--threads",
                String.valueOf(options.threads()),
                "--precision",
                options.precision());
        return started(Worker.command("PyTorch", log, command, options.threads()));
    }

    /** Whether there is a Python with PyTorch. */
    static boolean pytorchInstalled(Path peer) {
        if (!peer.toFile().isFile()) {
            return false;
        }
        try {
            Process process = new ProcessBuilder("python3", "-c", "import torch, numpy")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Worker started(Worker worker) {
        running.add(worker);
        return worker;
    }

    @Override
    public void close() {
        for (Worker worker : running) {
            double peak = worker.peakMib();
            if (!Double.isNaN(peak)) {
                peaks.merge(worker.name(), peak, Math::max);
            }
            worker.close();
        }
    }
}
