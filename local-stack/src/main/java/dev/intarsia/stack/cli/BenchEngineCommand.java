package dev.intarsia.stack.cli;

import dev.intarsia.benchmarks.engine.EngineBenchmark;
import dev.intarsia.benchmarks.engine.EngineBenchmarkOptions;
import dev.intarsia.stack.home.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code intarsia bench engine}: the engine beside itself, PyTorch and llama.cpp. */
@Command(
        name = "engine",
        description = "Measures training and decoding beside PyTorch (where python3 has it) and llama.cpp; minutes on a"
                + " machine that does nothing else.",
        mixinStandardHelpOptions = true)
final class BenchEngineCommand implements Callable<Integer> {
    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Where engine.json, performance.md and engine.html go.")
    @SuppressWarnings("NullAway.Init") // Set by the command line.
    private Path out;

    @Option(names = "--model", paramLabel = "DIR", description = "The base checkpoint (default: models/default).")
    private @Nullable Path model;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "How many threads every side computes with (default: all cores).")
    private @Nullable Integer threads;

    @Option(
            names = "--precision",
            paramLabel = "NAME",
            defaultValue = "fp32",
            description = "fp32 or bf16, of the engine and of PyTorch; llama.cpp has fp32 (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // Set by the command line.
    private String precision;

    @Option(names = "--quick", description = "Only shows that everything runs; the figures mean nothing.")
    private boolean quick;

    @Override
    public Integer call() throws IOException {
        Home home = Home.here();
        EngineBenchmark.run(
                new EngineBenchmarkOptions(
                        out.toAbsolutePath(),
                        model == null ? home.model() : model.toAbsolutePath(),
                        home.root().resolve("benchmarks/peer/lora_loop.py"),
                        threads == null ? Runtime.getRuntime().availableProcessors() : threads,
                        precision,
                        quick),
                System.out);
        return 0;
    }
}
