package dev.intarsia.benchmarks.assembler;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What is measured, and where the results go.
 *
 * @param output folder of the results; made where missing
 * @param layers of the base model, with q and v each
 * @param cluster where the assembler runs as it is; without one, it is measured in memory only
 * @param state folder for its stores there
 * @param quick only shows that everything runs: the figures mean nothing
 */
public record AssemblerBenchmarkOptions(
        Path output, int layers, Optional<BenchmarkCluster> cluster, Path state, boolean quick) {}
