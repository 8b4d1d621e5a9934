package dev.intarsia.benchmarks.trainer;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Map;

/**
 * What is measured.
 *
 * @param output where the results and the trainers' logs go
 * @param state for the trainers' stores; an empty directory
 * @param trainer settings of the trainers that differ from their defaults; the base model is among them
 * @param quick whether to show only that everything runs
 */
public record TrainerBenchmarkOptions(Path output, Path state, Map<String, String> trainer, boolean quick) {
    public TrainerBenchmarkOptions {
        requireNonNull(output);
        requireNonNull(state);
        trainer = Map.copyOf(trainer);
    }
}
