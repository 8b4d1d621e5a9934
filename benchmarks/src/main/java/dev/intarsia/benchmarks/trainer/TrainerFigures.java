package dev.intarsia.benchmarks.trainer;

import static dev.intarsia.benchmarks.figure.Figure.least;
import static dev.intarsia.benchmarks.figure.Figure.most;
import static dev.intarsia.benchmarks.figure.Figure.plain;

import dev.intarsia.benchmarks.figure.Figure;
import java.util.List;

/** What {@code trainer.json} says. */
final class TrainerFigures {
    static final List<Figure> ALL = List.of(
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
            least("pipeline_vs_engine_limit", "… over what the engine alone could", 0.8, ""),
            least("eos_vs_at_least_once", "Events a second exactly once, over at least once", 0.9, ""),
            most("freshness_p50_seconds", "50 events a second: accepted to visible, median", 1, "s"),
            most("freshness_p99_seconds", "… 99th percentile", 3, "s"),
            plain("freshness_at_rest_p50_seconds", "At rest: accepted to visible, median", "s"),
            plain("freshness_at_rest_p99_seconds", "… 99th percentile", "s"));

    private TrainerFigures() {}
}
