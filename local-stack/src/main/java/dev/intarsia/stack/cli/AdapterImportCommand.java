package dev.intarsia.stack.cli;

import dev.intarsia.oppu.learn.AdapterVersion;
import dev.intarsia.schemas.text.UserName;
import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.stack.cluster.ClusterSettings;
import dev.intarsia.stack.cluster.LocalCluster;
import dev.intarsia.stack.port.Port;
import dev.intarsia.stack.services.StackSettings;
import dev.intarsia.stack.verify.TrainerSource;
import dev.intarsia.trainer.imports.AdapterImport;
import dev.intarsia.trainer.imports.ImportPatience;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code intarsia adapter import}: an exported adapter becomes the user's own again. */
@Command(
        name = "import",
        description =
                "Makes an exported adapter the next version of the user's own, from which training goes on. No trainer may run"
                        + " meanwhile; one that has just been stopped is waited for. Lineages say that it was imported.",
        mixinStandardHelpOptions = true)
final class AdapterImportCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by the command line.
    private CommandSpec spec;

    @Mixin
    private final ClusterOptions cluster = new ClusterOptions();

    @Mixin
    private final TrainerOptions trainer = new TrainerOptions();

    @Parameters(index = "0", paramLabel = "USER", description = "The user's id, as events name it.")
    @SuppressWarnings("NullAway.Init") // Set by the command line.
    private String user;

    @Parameters(index = "1", paramLabel = "DIR", description = "A folder that 'adapter export' wrote.")
    @SuppressWarnings("NullAway.Init") // Set by the command line.
    private Path folder;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "The data of a local stack that does not run: broker and registry are started for the import"
                    + " (default: a broker that runs, see --bootstrap-servers).")
    private @Nullable Path dataDirectory;

    /** 0 when the version is in force. */
    @Override
    public Integer call() throws IOException {
        UserName.problem(user).ifPresent(problem -> {
            throw new ParameterException(spec.commandLine(), "USER " + problem + ".");
        });
        if (dataDirectory == null) {
            return run(cluster.bootstrapServers(), cluster.registry());
        }
        try (LocalCluster own = LocalCluster.start(ClusterSettings.in(
                dataDirectory, Port.any(), Port.any(), Port.any(), Topics.of("", StackSettings.PARTITIONS)))) {
            return run(own.bootstrapServers(), own.registryUrl());
        }
    }

    private int run(String bootstrapServers, String registry) throws IOException {
        TrainerSource source =
                new TrainerSource(trainer.file(), trainer.given(spec.commandLine(), bootstrapServers, registry));
        AdapterVersion version;
        try (AdapterImport adapters = new AdapterImport(source.read(), ImportPatience.USUAL)) {
            version = adapters.run(user, folder);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(user + " has version " + version.version() + " of the own adapter, digest "
                + version.digest().substring(0, 12) + ". Start the trainer again: it goes on after "
                + version.seen() + " events of this user.");
        out.flush();
        return 0;
    }
}
