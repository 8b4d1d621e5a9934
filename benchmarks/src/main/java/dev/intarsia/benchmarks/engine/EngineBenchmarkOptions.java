package dev.intarsia.benchmarks.engine;

import java.nio.file.Path;

/**
 * What is measured, and where the results go.
 *
 * @param output folder of the results; made where missing
 * @param model folder of the checkpoint
 * @param peer the PyTorch program to compare training with
 * @param threads how many threads every side computes with
 * @param precision {@code fp32} or {@code bf16}, of our engine and of PyTorch; llama.cpp always has fp32
 * @param quick only shows that everything runs: the figures mean nothing
 */
public record EngineBenchmarkOptions(Path output, Path model, Path peer, int threads, String precision, boolean quick) {
    public EngineBenchmarkOptions {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, not " + threads + ".");
        }
        if (!precision.equals("fp32") && !precision.equals("bf16")) {
            throw new IllegalArgumentException("precision must be fp32 or bf16, not " + precision + ".");
        }
    }
}
