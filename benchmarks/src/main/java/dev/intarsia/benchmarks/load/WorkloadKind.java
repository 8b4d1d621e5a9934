package dev.intarsia.benchmarks.load;

import dev.intarsia.benchmarks.worker.WorkerOptions;
import dev.intarsia.benchmarks.worker.Workload;
import java.io.IOException;
import java.nio.file.Path;

/** The kinds of work a child can do. */
public enum WorkloadKind {
    TRAINING(Training::new),
    SERVING(Serving::new),
    LLAMACPP(LlamaCpp::new),
    SMOLLM(SmolLm::new),
    WRITE_SMOLLM(options -> (command, layers) -> SmolLmShape.write(Path.of(options.model()), layers));

    @FunctionalInterface
    private interface Opening {
        Workload open(WorkerOptions options) throws IOException;
    }

    private final Opening opening;

    WorkloadKind(Opening opening) {
        this.opening = opening;
    }

    /** Loads what the work needs. */
    Workload open(WorkerOptions options) throws IOException {
        return opening.open(options);
    }
}
