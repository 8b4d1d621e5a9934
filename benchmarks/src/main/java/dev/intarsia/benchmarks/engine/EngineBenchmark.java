package dev.intarsia.benchmarks.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intarsia.benchmarks.load.WorkloadKind;
import dev.intarsia.benchmarks.worker.Worker;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Benchmarks the engine against PyTorch, llama.cpp and itself in other configurations, and writes the results. */
public final class EngineBenchmark {
    private static final int SMOLLM_HEAP_MIB = 2048;
    private static final int SMOLLM_USERS = 8;
    private static final int TEXTS = 16;

    private final EngineBenchmarkOptions options;
    private final Effort effort;
    private final BenchmarkProgress progress;
    private final Measured measured = new Measured();

    private EngineBenchmark(EngineBenchmarkOptions options, PrintStream out) {
        this.options = options;
        this.effort = options.quick() ? Effort.QUICK : Effort.FULL;
        this.progress = new BenchmarkProgress(out);
    }

    /**
     * Runs all measurements.
     *
     * @param out hears what is being measured, and the table at the end
     */
    public static void run(EngineBenchmarkOptions options, PrintStream out) throws IOException {
        Files.createDirectories(options.output());
        Machine machine = Machine.here();
        EngineBenchmark benchmark = new EngineBenchmark(options, out);
        Path work = Files.createTempDirectory("intarsia-bench");
        try {
            benchmark.measure(work);
        } finally {
            delete(work);
        }
        out.print(EngineReport.write(options, benchmark.measured, machine));
    }

    private void measure(Path work) throws IOException {
        Turns turns = new Turns(progress, effort.rounds(), effort.warmUpSeconds());
        // First, since it stops in seconds where it cannot be measured.
        StrictModePrice price = new StrictModePrice(effort, turns);
        try (Children children = new Children(options, work, measured.peaks)) {
            price.measureTraining(children, measured);
        }
        try (Children children = new Children(options, work, measured.peaks)) {
            price.measureDecoding(children, measured);
        }
        try (Children children = new Children(options, work, measured.peaks)) {
            new TrainingComparison(options, effort, turns).measure(children, measured);
        }
        DecodingComparison decoding = new DecodingComparison(options, effort, turns);
        try (Children children = new Children(options, work, measured.peaks)) {
            decoding.measure(children, work, measured);
        }
        try (Children children = new Children(options, work, measured.peaks)) {
            decoding.measureRegistered(children, measured);
        }
        growth(work, "rss_growth_training_mib", WorkloadKind.TRAINING, effort.trainingSteps());
        growth(work, "rss_growth_serving_mib", WorkloadKind.SERVING, effort.servedRequests());
        smolLm(work);
    }

    private void growth(Path work, String result, WorkloadKind kind, int amount) throws IOException {
        boolean training = kind == WorkloadKind.TRAINING;
        progress.show("memory over %d %s", amount, training ? "training steps" : "requests");
        try (Children children = new Children(options, work, measured.peaks)) {
            String name = training ? "memory of training" : "memory of serving";
            JsonNode answer =
                    children.engine(name, kind, TEXTS, training ? 0 : 100).perform("memory", amount);
            measured.details.put(result, answer);
            measured.result(result, answer.get("growthMib").asDouble());
        }
    }

    private void smolLm(Path work) throws IOException {
        Path model = work.resolve("smollm");
        progress.show("SmolLM-135M's shape: writing %d layers of random weights", effort.layers());
        try (Children children = new Children(options, work, new TreeMap<>())) {
            Worker writer = children.engine("writer", WorkloadKind.WRITE_SMOLLM, model, 1, 0, SMOLLM_HEAP_MIB);
            measured.details.put(
                    "smollm_weights", writer.perform("write", effort.layers()).get("weights"));
        }
        try (Children children = new Children(options, work, measured.peaks)) {
            Worker smolLm =
                    children.engine("SmolLM-135M's shape", WorkloadKind.SMOLLM, model, TEXTS, 0, SMOLLM_HEAP_MIB);
            measured.details.put("smollm", smolLm.description());
            Turns turns = new Turns(progress, options.quick() ? 1 : 3, 0);
            Map<String, Times> times = turns.take(
                    "SmolLM-135M's shape",
                    Map.of(
                            "training 8 users",
                            new Turns.Side(smolLm, "train", options.quick() ? 1 : SMOLLM_USERS, "tokens"),
                            "decoding 16 texts",
                            new Turns.Side(smolLm, "decode", TEXTS, "tokens")));
            measured.comparisons.put("SmolLM-135M's shape", times);
            times.forEach((name, taken) -> measured.result(
                    name.startsWith("training")
                            ? "smollm_training_tokens_per_second"
                            : "smollm_decoding_tokens_per_second",
                    taken.perSecond()));
            measured.result("smollm_peak_rss_mib", smolLm.peakMib());
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
