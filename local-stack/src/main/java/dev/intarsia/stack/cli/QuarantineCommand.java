package dev.intarsia.stack.cli;

import dev.intarsia.schemas.registry.Registry;
import dev.intarsia.schemas.registry.RetryPolicy;
import dev.intarsia.schemas.serde.AvroSerdes;
import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.stack.quarantine.QuarantineReading;
import dev.intarsia.stack.quarantine.QuarantineTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code intarsia quarantine}: whose updates or pieces are held, why, and until when. */
@Command(
        name = "quarantine",
        description =
                "Shows, from the topics alone, whose adapter keeps earlier weights and who may not share, why, since"
                        + " when, and what gets them out. Reads only.",
        mixinStandardHelpOptions = true)
final class QuarantineCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by the command line.
    private CommandSpec spec;

    @Mixin
    private final ClusterOptions cluster = new ClusterOptions();

    @Option(
            names = "--topic-prefix",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "What stands before every topic's name, as in 'staging.'.")
    private String topicPrefix = "";

    /** 0 when the topics were read. */
    @Override
    public Integer call() throws IOException {
        try (Registry registry = Registry.connect(cluster.registry(), Map.of(), RetryPolicy.DEFAULT)) {
            String table = QuarantineTable.of(QuarantineReading.read(
                    cluster.bootstrapServers(),
                    new AvroSerdes(registry),
                    Topics.of(topicPrefix, Topics.DEFAULT_PARTITIONS)));
            PrintWriter out = spec.commandLine().getOut();
            out.print(table);
            out.flush();
        }
        return 0;
    }
}
