package dev.intarsia.benchmarks.trainer;

import dev.intarsia.benchmarks.assembler.BenchmarkCluster;
import dev.intarsia.benchmarks.engine.BenchmarkProgress;
import dev.intarsia.schemas.registry.Registry;
import dev.intarsia.schemas.registry.RetryPolicy;
import dev.intarsia.schemas.registry.SchemaBootstrap;
import dev.intarsia.schemas.serde.AvroSerdes;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures how soon trainers are ready, and their heap, with logs of several sizes. */
public final class TrainerBenchmark {
    private static final String EMPTY = "empty";
    private static final String MOST_EVENTS = "1m_events";
    private static final String MOST_USERS = "100k_users";

    private TrainerBenchmark() {}

    private static List<LogSize> sizes(boolean quick) {
        return quick
                ? List.of(new LogSize(EMPTY, 0, 1), new LogSize(MOST_EVENTS, 1_000, 10))
                : List.of(
                        new LogSize(EMPTY, 0, 1),
                        new LogSize("10k_events", 10_000, 1_000),
                        new LogSize("100k_events", 100_000, 10_000),
                        new LogSize(MOST_EVENTS, 1_000_000, 10_000),
                        new LogSize(MOST_USERS, 1_000_000, 100_000));
    }

    /**
     * Measures.
     *
     * @param cluster running; keeps none of what is written
     * @param report gets each figure once it is known
     */
    public static void run(
            TrainerBenchmarkOptions options, BenchmarkCluster cluster, TrainerReport report, BenchmarkProgress progress)
            throws IOException, InterruptedException {
        try (Registry registry = Registry.connect(cluster.registryUrl(), Map.of(), RetryPolicy.DEFAULT);
                AvroSerdes serdes = new AvroSerdes(registry)) {
            MeasuredLogs logs = new MeasuredLogs(cluster, serdes, new SchemaBootstrap(registry));
            PauseMeasurement.Pauses pauses = new PauseMeasurement(options, logs, progress)
                    .measure(new LogSize("pause", options.quick() ? 100 : 100_000, options.quick() ? 10 : 10_000));
            report.detail("partition_pauses", pauses);
            report.add(Map.of("partition_pause_ms", pauses.beyondUsual()));
            GuaranteeComparison.Rates guarantees = new GuaranteeComparison(options, logs, progress)
                    .measure(
                            options.quick() ? 1 : 3,
                            new LogSize("guarantee", options.quick() ? 40 : 2_560, options.quick() ? 4 : 100));
            report.detail("guarantees", guarantees);
            report.add(Map.of("eos_vs_at_least_once", guarantees.ratio()));
            RestoreMeasurement measurement = new RestoreMeasurement(options, logs, progress);
            double empty = 0;
            for (LogSize size : sizes(options.quick())) {
                RestoreMeasurement.Restores restores = measurement.measure(size);
                empty = size.label().equals(EMPTY) ? restores.noDisk().seconds() : empty;
                report.detail("restore_" + size.label(), restores);
                report.add(figures(restores, empty));
            }
        }
    }

    private static Map<String, Double> figures(RestoreMeasurement.Restores restores, double empty) {
        String label = restores.size().label();
        Map<String, Double> figures = new LinkedHashMap<>();
        switch (label) {
            case EMPTY -> {
                figures.put("ready_seconds_empty", restores.noDisk().seconds());
                figures.put("heap_mib_empty", restores.heapMib());
            }
            case MOST_USERS -> figures.put("heap_mib_100k_users", restores.heapMib());
            default -> {
                figures.put("ready_seconds_" + label, restores.checkpoint().seconds());
                figures.put(
                        "ready_seconds_" + label + "_no_disk", restores.noDisk().seconds());
            }
        }
        if (label.equals(MOST_EVENTS)) {
            figures.put("restore_seconds_1m_events_no_disk", restores.noDisk().seconds() - empty);
            figures.put(
                    "ready_processor_seconds_1m_events", restores.checkpoint().processorSeconds());
            figures.put(
                    "ready_processor_seconds_1m_events_no_disk",
                    restores.noDisk().processorSeconds());
            figures.put("heap_mib_10k_users", restores.heapMib());
        }
        return figures;
    }
}
