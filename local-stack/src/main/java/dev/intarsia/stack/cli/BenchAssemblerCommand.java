package dev.intarsia.stack.cli;

import dev.intarsia.benchmarks.assembler.AssemblerBenchmark;
import dev.intarsia.benchmarks.assembler.AssemblerBenchmarkOptions;
import dev.intarsia.benchmarks.assembler.BenchmarkCluster;
import dev.intarsia.model.checkpoint.ModelConfig;
import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.stack.cluster.ClusterSettings;
import dev.intarsia.stack.cluster.LocalCluster;
import dev.intarsia.stack.datadir.ScratchDirectory;
import dev.intarsia.stack.ending.OrderlyEnd;
import dev.intarsia.stack.home.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code intarsia bench assembler}: the assembler in memory and in Kafka Streams, and what it saves. */
@Command(
        name = "assembler",
        description =
                "Measures how many signatures a second the assembler counts, what changes of the pool cost, and what"
                        + " pieces save beside an adapter for each user; minutes on a machine that does nothing else.",
        mixinStandardHelpOptions = true)
final class BenchAssemblerCommand implements Callable<Integer> {
    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Where assembler.json, assembler.md and assembler.html go.")
    @SuppressWarnings("NullAway.Init") // Set by the command line.
    private Path out;

    @Option(names = "--quick", description = "Only shows that everything runs; the figures mean nothing.")
    private boolean quick;

    @Override
    public Integer call() throws IOException, InterruptedException {
        int layers = ModelConfig.read(Home.here().model()).layers();
        try (OrderlyEnd end = new OrderlyEnd();
                ScratchDirectory data = ScratchDirectory.create("intarsia-bench-");
                LocalCluster cluster = LocalCluster.start(ClusterSettings.anywhere(data.path(), Topics.standard()))) {
            AssemblerBenchmark.run(
                    new AssemblerBenchmarkOptions(
                            out.toAbsolutePath(),
                            layers,
                            Optional.of(new BenchmarkCluster(
                                    cluster.bootstrapServers(), cluster.registryUrl(), Topics.DEFAULT_PARTITIONS)),
                            data.path().resolve("state"),
                            quick),
                    System.out);
        }
        return 0;
    }
}
