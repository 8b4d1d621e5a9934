package dev.intarsia.benchmarks.load;

import dev.intarsia.benchmarks.worker.WorkerOptions;
import dev.intarsia.benchmarks.worker.Workload;
import java.io.IOException;
import java.nio.file.Path;

/** The kinds of work a child can do. */
public enum WorkloadKind {
    TRAINING {
        @Override
        Workload open(WorkerOptions options) throws IOException {
            return new Training(options);
        }
    },
    SERVING {
        @Override
        Workload open(WorkerOptions options) throws IOException {
            return new Serving(options);
        }
    },
    LLAMACPP {
        @Override
        Workload open(WorkerOptions options) throws IOException {
            return new LlamaCpp(options);
        }
    },
    SMOLLM {
        @Override
        Workload open(WorkerOptions options) throws IOException {
            return new SmolLm(options);
        }
    },
    WRITE_SMOLLM {
        @Override
        Workload open(WorkerOptions options) {
            return (command, layers) -> SmolLmShape.write(Path.of(options.model()), layers);
        }
    };

    /** Loads what the work needs. */
    abstract Workload open(WorkerOptions options) throws IOException;
}
