package dev.intarsia.benchmarks.worker;

/**
 * The options of a child process.
 *
 * @param model folder of the checkpoint, or the GGUF file
 * @param work folder with the prepared work
 * @param precision {@code fp32} or {@code bf16}
 * @param slots how many texts are generated at once
 * @param adapters how many adapters are registered; 0 for the base model alone
 */
public record WorkerOptions(String model, String work, String precision, int threads, int slots, int adapters) {}
