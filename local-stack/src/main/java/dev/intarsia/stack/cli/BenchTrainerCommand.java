package dev.intarsia.stack.cli;

import dev.intarsia.benchmarks.assembler.BenchmarkCluster;
import dev.intarsia.benchmarks.engine.BenchmarkProgress;
import dev.intarsia.benchmarks.trainer.TrainerBenchmark;
import dev.intarsia.benchmarks.trainer.TrainerBenchmarkOptions;
import dev.intarsia.benchmarks.trainer.TrainerReport;
import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.stack.broker.BrokerProcess;
import dev.intarsia.stack.datadir.ScratchDirectory;
import dev.intarsia.stack.ending.OrderlyEnd;
import dev.intarsia.stack.registry.EmbeddedRegistry;
import dev.intarsia.stack.registry.RegistrySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code intarsia bench trainer}: the trainer's starts, its heap and how fresh its adapters are. */
@Command(
        name = "trainer",
        description =
                "Measures how soon a trainer is ready with up to a million events behind it, with and without its disk,"
                        + " and its heap; minutes on a machine that does nothing else.",
        mixinStandardHelpOptions = true)
final class BenchTrainerCommand implements Callable<Integer> {
    @Mixin
    private final CheckpointOption checkpoint = new CheckpointOption();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Where trainer.json, trainer.md and the logs go.")
    @SuppressWarnings("NullAway.Init") // Set by the command line.
    private Path out;

    @Option(names = "--quick", description = "Only shows that everything runs; the figures mean nothing.")
    private boolean quick;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path output = out.toAbsolutePath();
        Files.createDirectories(output);
        BenchmarkProgress progress = new BenchmarkProgress(System.out);
        TrainerReport report = new TrainerReport(output, quick);
        try (OrderlyEnd end = new OrderlyEnd();
                ScratchDirectory data = ScratchDirectory.create("intarsia-trainer-")) {
            state(output, data.path(), report, progress);
        }
        System.out.printf("%n%s%n", report.table());
        return 0;
    }

    private void state(Path output, Path data, TrainerReport report, BenchmarkProgress progress)
            throws IOException, InterruptedException {
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(RegistrySettings.anywhere(data.resolve("registry")));
                BrokerProcess broker = BrokerProcess.start(data.resolve("broker"), output.resolve("broker.out"))) {
            TrainerBenchmark.run(
                    new TrainerBenchmarkOptions(
                            output,
                            data.resolve("state"),
                            Map.of("model.path", checkpoint.directory().toString()),
                            quick),
                    new BenchmarkCluster(broker.bootstrapServers(), registry.url(), Topics.DEFAULT_PARTITIONS),
                    report,
                    progress);
        }
    }
}
