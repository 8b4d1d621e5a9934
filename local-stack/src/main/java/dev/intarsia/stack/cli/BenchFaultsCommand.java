package dev.intarsia.stack.cli;

import dev.intarsia.benchmarks.faults.FaultsBenchmark;
import dev.intarsia.benchmarks.faults.FaultsOptions;
import dev.intarsia.benchmarks.faults.FaultsResult;
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

/** {@code intarsia bench faults}: trainers and a broker that are killed, and what comes of the events. */
@Command(
        name = "faults",
        description =
                "Kills trainers and the broker by SIGKILL while events stream in, verifies that each event was learned"
                        + " from exactly once, and compares the adapters with those of an undisturbed run. Ends with 1 where they"
                        + " differ or anything is wrong.",
        mixinStandardHelpOptions = true)
final class BenchFaultsCommand implements Callable<Integer> {
    @Mixin
    private final CheckpointOption checkpoint = new CheckpointOption();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Where faults.json, faults.md and the logs go.")
    @SuppressWarnings("NullAway.Init") // Set by the command line.
    private Path out;

    @Option(
            names = "--kills",
            paramLabel = "N",
            defaultValue = "30",
            description = "How often a trainer is killed (default: ${DEFAULT-VALUE}).")
    private int kills;

    @Option(
            names = "--broker-kills",
            paramLabel = "N",
            defaultValue = "2",
            description = "How often the broker is (default: ${DEFAULT-VALUE}).")
    private int brokerKills;

    @Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "3000",
            description = "New events; some are sent again besides (default: ${DEFAULT-VALUE}).")
    private int events;

    @Option(
            names = "--users",
            paramLabel = "N",
            defaultValue = "20",
            description = "Who do them (default: ${DEFAULT-VALUE}).")
    private int users;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of the events and of where the kills fall (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path output = out.toAbsolutePath();
        FaultsOptions options = new FaultsOptions(
                output,
                kills,
                brokerKills,
                events,
                users,
                seed,
                users,
                Map.of("model.path", checkpoint.directory().toString()));
        Files.createDirectories(output);
        try (OrderlyEnd end = new OrderlyEnd();
                ScratchDirectory data = ScratchDirectory.create("intarsia-faults-");
                EmbeddedRegistry registry = EmbeddedRegistry.start(
                        RegistrySettings.anywhere(data.path().resolve("registry")));
                BrokerProcess broker =
                        BrokerProcess.start(data.path().resolve("broker"), output.resolve("broker.out"))) {
            FaultsResult result = FaultsBenchmark.run(options, broker, registry.url(), System.out);
            return result.sound() ? 0 : 1;
        }
    }
}
