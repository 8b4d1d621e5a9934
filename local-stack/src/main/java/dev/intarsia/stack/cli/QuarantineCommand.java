package dev.intarsia.stack.cli;

import dev.intarsia.schemas.registry.Registry;
import dev.intarsia.schemas.registry.RetryPolicy;
import dev.intarsia.schemas.serde.AvroSerdes;
import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.stack.quarantine.QuarantineReading;
import dev.intarsia.stack.quarantine.QuarantineTable;
import dev.intarsia.stack.quarantine.ReleaseOrder;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code intarsia quarantine}: whose updates or pieces are held, which records were refused, why, and until when. */
@Command(
        name = "quarantine",
        description =
                "Shows, from the topics alone, whose adapter keeps earlier weights, who may not share and which records"
                        + " were refused, why, since when, and what gets them out. Reads only, unless --release is given.",
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

    @Option(
            names = "--release",
            paramLabel = "USER",
            defaultValue = "",
            description =
                    "Lets this user go on, after a person has looked: the next update counts once whatever its norm"
                            + " and loss, and a sharer taken from the pool may share again until there is new evidence.")
    private String release = "";

    /** 0 when the topics were read, and with {@code --release} the order was given. */
    @Override
    public Integer call() throws IOException, InterruptedException {
        try (Registry registry = Registry.connect(cluster.registry(), Map.of(), RetryPolicy.DEFAULT)) {
            AvroSerdes serdes = new AvroSerdes(registry);
            Topics topics = Topics.of(topicPrefix, Topics.DEFAULT_PARTITIONS);
            if (!release.isEmpty()
                    && ReleaseOrder.give(release, cluster.bootstrapServers(), serdes, topics)
                            .isEmpty()) {
                throw new ParameterException(
                        spec.commandLine(),
                        "User '" + release + "' is not in quarantine; give one that ./intarsia quarantine lists with"
                                + " adapter or pieces. A refused record is replaced, not released.");
            }
            PrintWriter out = spec.commandLine().getOut();
            out.print(QuarantineTable.of(QuarantineReading.read(cluster.bootstrapServers(), serdes, topics)));
            out.flush();
        }
        return 0;
    }
}
