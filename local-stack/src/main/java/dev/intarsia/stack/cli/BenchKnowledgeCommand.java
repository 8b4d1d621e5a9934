package dev.intarsia.stack.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.intarsia.gateway.topology.HistoryBounds;
import dev.intarsia.stack.bench.knowledge.KnowledgeBenchmark;
import dev.intarsia.stack.bench.knowledge.KnowledgeBenchmarkSettings;
import dev.intarsia.stack.bench.knowledge.KnowledgeResult;
import dev.intarsia.stack.bench.knowledge.StoreFill;
import dev.intarsia.stack.broker.BrokerProcess;
import dev.intarsia.stack.datadir.ScratchDirectory;
import dev.intarsia.stack.demo.LiveDisplay;
import dev.intarsia.stack.ending.OrderlyEnd;
import dev.intarsia.stack.home.Home;
import dev.intarsia.stack.registry.EmbeddedRegistry;
import dev.intarsia.stack.registry.RegistrySettings;
import dev.intarsia.tasks.movielens.MovieLens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code intarsia bench knowledge}: what the user's past in prompts costs. */
@Command(
        name = "knowledge",
        description =
                "Measures the time to the first token with the user's past in the prompt and without, at prompts of as many"
                        + " tokens, and what a gateway's history store takes of users whose events exceed its bounds. Ends with 1 where"
                        + " anybody has more in it than the bounds allow.",
        mixinStandardHelpOptions = true)
final class BenchKnowledgeCommand implements Callable<Integer> {
    @Mixin
    private final CheckpointOption checkpoint = new CheckpointOption();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Where knowledge.json and the broker's log go.")
    @SuppressWarnings("NullAway.Init") // Set by the command line.
    private Path out;

    @Option(
            names = "--users",
            paramLabel = "N",
            defaultValue = "300",
            description =
                    "Users in the history store (default: ${DEFAULT-VALUE}); 100000 take hours and 20 GB of disk.")
    private int users;

    @Option(
            names = "--max-events",
            paramLabel = "N",
            defaultValue = "200",
            description = "The store's history.max-events (default: ${DEFAULT-VALUE}).")
    private int maxEvents;

    @Option(
            names = "--max-bytes",
            paramLabel = "N",
            defaultValue = "65536",
            description = "The store's history.max-bytes (default: ${DEFAULT-VALUE}).")
    private long maxBytes;

    @Option(
            names = "--factor",
            paramLabel = "X",
            defaultValue = "1.2",
            description =
                    "How many times as much each user of the store does as may be kept (default: ${DEFAULT-VALUE}).")
    private double factor;

    @Option(names = "--quick", description = "Only shows that everything runs; the figures mean nothing.")
    private boolean quick;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path output = out.toAbsolutePath();
        StoreFill fill = new StoreFill(users, new HistoryBounds(maxEvents, maxBytes), factor);
        MovieLens sample = MovieLens.read(Home.here().sampleStream());
        LiveDisplay display = new LiveDisplay(System.out, System.console() != null);
        Files.createDirectories(output);
        try (OrderlyEnd end = new OrderlyEnd();
                ScratchDirectory data = ScratchDirectory.create("intarsia-knowledge-");
                EmbeddedRegistry registry = EmbeddedRegistry.start(
                        RegistrySettings.anywhere(data.path().resolve("registry")));
                BrokerProcess broker =
                        BrokerProcess.start(data.path().resolve("broker"), output.resolve("broker.out"))) {
            KnowledgeResult result = new KnowledgeBenchmark(
                            quick ? KnowledgeBenchmarkSettings.quick(fill) : KnowledgeBenchmarkSettings.standard(fill),
                            sample,
                            checkpoint.directory(),
                            broker.bootstrapServers(),
                            registry.url(),
                            data.path().resolve("state"),
                            display)
                    .run();
            new ObjectMapper()
                    .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValue(output.resolve("knowledge.json").toFile(), result);
            display.say("%s", result.text());
            return result.sound() ? 0 : 1;
        }
    }
}
