package dev.intarsia.benchmarks.trainer;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One figure of the report.
 *
 * @param name its key in {@code trainer.json}
 * @param says what it is
 * @param most what it may be; null where there is no goal
 */
record TrainerFigure(String name, String says, @Nullable Double most, String unit) {
    static final List<TrainerFigure> ALL = List.of(
            plain("ready_seconds_empty", "Ready with nothing on the log", "s"),
            plain("ready_seconds_10k_events", "Ready with 10,000 events and its store", "s"),
            plain("ready_seconds_10k_events_no_disk", "… without its store", "s"),
            plain("ready_seconds_100k_events", "Ready with 100,000 events and its store", "s"),
            plain("ready_seconds_100k_events_no_disk", "… without its store", "s"),
            most("ready_seconds_1m_events", "Ready with 1,000,000 events and its store", 10, "s"),
            most("ready_seconds_1m_events_no_disk", "… without its store", 60, "s"),
            plain("restore_seconds_1m_events_no_disk", "… less the start with nothing on the log", "s"),
            plain("ready_processor_seconds_1m_events", "… processor time with its store", "s"),
            plain("ready_processor_seconds_1m_events_no_disk", "… processor time without", "s"),
            plain("heap_mib_empty", "Heap with nothing on the log", "MiB"),
            plain("heap_mib_10k_users", "Heap with 10,000 users", "MiB"),
            plain("heap_mib_100k_users", "Heap with 100,000 users", "MiB"),
            plain("partition_pause_ms", "Pause of a partition that goes to another trainer", "ms"),
            plain("events_per_second", "Events learned from by the whole stack", "a second"),
            plain("pipeline_vs_engine_limit", "… over what the engine alone could", ""),
            plain("eos_vs_at_least_once", "Exactly once over at least once, events a second", ""),
            plain("eos_vs_at_least_once_at_least", "… no less than, by what a batch spends on its commit", ""),
            most("freshness_p50_seconds", "50 events a second: accepted to visible, median", 1, "s"),
            most("freshness_p99_seconds", "… 99th percentile", 3, "s"),
            plain("freshness_at_rest_p50_seconds", "At rest: accepted to visible, median", "s"),
            plain("freshness_at_rest_p99_seconds", "… 99th percentile", "s"));

    private static TrainerFigure most(String name, String says, double most, String unit) {
        return new TrainerFigure(name, says, most, unit);
    }

    private static TrainerFigure plain(String name, String says, String unit) {
        return new TrainerFigure(name, says, null, unit);
    }

    String value(@Nullable Double value) {
        return value == null ? "not measured" : (number(value) + " " + unit).strip();
    }

    String goal() {
        return most == null ? "" : "≤ " + number(most);
    }

    String verdict(@Nullable Double value) {
        return most == null || value == null ? "" : value <= most ? "yes" : "**no**";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 100 && value % 1 != 0 ? "%.2f" : "%,.0f", value);
    }
}
