package dev.intarsia.stack.cli;

import static java.util.Objects.requireNonNull;

import dev.intarsia.pretrain.OrderlyStop;
import dev.intarsia.pretrain.Pretraining;
import dev.intarsia.pretrain.PretrainingOptions;
import dev.intarsia.stack.ending.SignalHandler;
import dev.intarsia.stack.home.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code intarsia pretrain}: makes the default base checkpoint. */
@Command(
        name = "pretrain",
        description =
                "Makes the default base checkpoint from published texts (fetched with npm) and the sample stream.",
        mixinStandardHelpOptions = true)
final class PretrainCommand implements Callable<Integer> {
    @Option(names = "--out", paramLabel = "DIR", description = "Where the checkpoint goes (default: models/default).")
    private @Nullable Path out;

    @Option(names = "--data", paramLabel = "DIR", description = "The sample stream (default: data/movielens-small).")
    private @Nullable Path data;

    @Option(
            names = "--work",
            paramLabel = "DIR",
            defaultValue = ".intarsia/pretrain",
            description = "Where texts and the run's state are kept (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // Set by the command line.
    private Path work;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of all randomness (default: the one of the model card).")
    private @Nullable Long seed;

    @Option(names = "--text-tokens", paramLabel = "N", description = "How much text the first stage reads.")
    private @Nullable Integer textTokens;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "How often the second stage reads the population's ratings.")
    private @Nullable Integer epochs;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "How many threads the engine computes with (default: all cores).")
    private @Nullable Integer threads;

    @Option(names = "--resume", description = "Goes on from the state that an interrupted run left in --work.")
    private boolean resume;

    @Override
    public Integer call() throws IOException, InterruptedException {
        OrderlyStop stop = new OrderlyStop();
        try (SignalHandler end = SignalHandler.after(stop::request)) {
            requireNonNull(end);
            Pretraining.run(options(), stop);
        }
        return 0;
    }

    private PretrainingOptions options() {
        Home home = Home.here();
        PretrainingOptions usual = PretrainingOptions.defaults(
                out == null ? home.root().resolve("models/default") : out,
                data == null ? home.sampleStream() : data,
                work);
        return new PretrainingOptions(
                usual.output(),
                usual.data(),
                usual.work(),
                seed == null ? usual.seed() : seed,
                textTokens == null ? usual.textTokens() : textTokens,
                epochs == null ? usual.epochs() : epochs,
                threads == null ? usual.threads() : threads,
                resume);
    }
}
