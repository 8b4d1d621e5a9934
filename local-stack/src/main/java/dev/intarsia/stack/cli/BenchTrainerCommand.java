package dev.intarsia.stack.cli;

import dev.intarsia.benchmarks.assembler.BenchmarkCluster;
import dev.intarsia.benchmarks.engine.BenchmarkProgress;
import dev.intarsia.benchmarks.trainer.TrainerBenchmark;
import dev.intarsia.benchmarks.trainer.TrainerBenchmarkOptions;
import dev.intarsia.benchmarks.trainer.TrainerReport;
import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.stack.bench.TrainerLive;
import dev.intarsia.stack.broker.BrokerProcess;
import dev.intarsia.stack.datadir.ScratchDirectory;
import dev.intarsia.stack.ending.OrderlyEnd;
import dev.intarsia.stack.home.Home;
import dev.intarsia.stack.registry.EmbeddedRegistry;
import dev.intarsia.stack.registry.RegistrySettings;
import dev.intarsia.stack.services.LocalStack;
import dev.intarsia.stack.services.StackSettings;
import dev.intarsia.tasks.movielens.MovieLens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code intarsia bench trainer}: the trainer's starts, its heap and how fresh its adapters are. */
@Command(
        name = "trainer",
        description =
                "Measures how soon a trainer is ready with up to a million events behind it, with and without its disk,"
                        + " its heap, and in a running stack how fresh adapters are and how many events a second are"
                        + " learned from; minutes on a machine that does nothing else.",
        mixinStandardHelpOptions = true)
final class BenchTrainerCommand implements Callable<Integer> {
    @Mixin
    private final StackOptions options = new StackOptions();

    /** What can be measured without the other. */
    enum Part {
        STARTS,
        LIVE
    }

    @Option(names = "--part", paramLabel = "PART", description = "Only this part: starts or live (default: both).")
    private @Nullable Part part;

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
            StackSettings settings = options.settings(data.path().resolve("stack"), StackSettings.Ports.any());
            if (part != Part.LIVE) {
                starts(settings, output, data.path(), report, progress);
            }
            if (part != Part.STARTS) {
                try (LocalStack stack = LocalStack.start(settings, what -> progress.show("starting %s", what))) {
                    new TrainerLive(MovieLens.read(Home.here().sampleStream()), report, progress, quick)
                            .run(stack, System.out);
                }
            }
        }
        System.out.printf("%n%s%n", report.table());
        return 0;
    }

    private void starts(
            StackSettings settings, Path output, Path data, TrainerReport report, BenchmarkProgress progress)
            throws IOException, InterruptedException {
        Map<String, String> trainer =
                new HashMap<>(settings.settings().getOrDefault(StackSettings.Service.TRAINER_CONSUMER, Map.of()));
        trainer.put("model.path", settings.model().toString());
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(RegistrySettings.anywhere(data.resolve("registry")));
                BrokerProcess broker = BrokerProcess.start(data.resolve("broker"), output.resolve("broker.out"))) {
            TrainerBenchmark.run(
                    new TrainerBenchmarkOptions(output, data.resolve("state"), trainer, quick),
                    new BenchmarkCluster(broker.bootstrapServers(), registry.url(), Topics.DEFAULT_PARTITIONS),
                    report,
                    progress);
        }
    }
}
