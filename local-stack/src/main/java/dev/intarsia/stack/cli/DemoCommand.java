package dev.intarsia.stack.cli;

import dev.intarsia.stack.datadir.ScratchDirectory;
import dev.intarsia.stack.demo.Demo;
import dev.intarsia.stack.demo.DemoSettings;
import dev.intarsia.stack.demo.LiveDisplay;
import dev.intarsia.stack.ending.OrderlyEnd;
import dev.intarsia.stack.home.Home;
import dev.intarsia.stack.services.LocalStack;
import dev.intarsia.stack.services.StackSettings;
import dev.intarsia.tasks.movielens.MovieLens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code intarsia demo}: the main job on the sample stream. */
@Command(
        name = "demo",
        description = "Streams real histories through a fresh stack and reports what personalization gave.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    /** A machine may slow down once its speed was measured. */
    private static final Duration MARGIN = Duration.ofSeconds(20);

    @Mixin
    private final StackOptions options = new StackOptions();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "report",
            description = "Where the report goes (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // Set by the command line.
    private Path out;

    @Option(names = "--keep", description = "Goes on serving when the report is written.")
    private boolean keep;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "An empty folder for the stack's data, kept afterwards (default: a temporary one).")
    private @Nullable Path dataDirectory;

    @Option(
            names = "--targets",
            paramLabel = "N",
            defaultValue = "100",
            description = "How many target users (default: ${DEFAULT-VALUE}).")
    private int targets;

    @Option(
            names = "--sharers",
            paramLabel = "N",
            defaultValue = "50",
            description = "How many sharers (default: ${DEFAULT-VALUE}).")
    private int sharers;

    @Option(
            names = "--target-events",
            paramLabel = "N",
            description = "Latest events of a target user (default: 150, or as many as fit into the time).")
    private @Nullable Integer targetEvents;

    @Option(
            names = "--sharer-events",
            paramLabel = "N",
            description = "Latest events of a sharer (default: 100, or as many as fit into the time).")
    private @Nullable Integer sharerEvents;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            defaultValue = "5",
            description = "How long it may take where neither number of events is given (default: ${DEFAULT-VALUE}).")
    private int minutes;

    @Option(
            names = "--round-events",
            paramLabel = "N",
            defaultValue = "2",
            description = "Events of each user between two looks (default: ${DEFAULT-VALUE}).")
    private int roundEvents;

    @Option(
            names = "--tuning",
            description = "Scores population users instead of the target users, for choosing settings.")
    private boolean tuning;

    @Override
    public Integer call() throws IOException, InterruptedException {
        DemoSettings standard = DemoSettings.standard();
        DemoSettings settings = new DemoSettings(
                targets,
                sharers,
                targetEvents == null ? standard.targetEvents() : targetEvents,
                sharerEvents == null ? standard.sharerEvents() : sharerEvents,
                roundEvents,
                tuning,
                targetEvents == null && sharerEvents == null
                        ? Optional.of(Duration.ofMinutes(minutes).minus(MARGIN))
                        : Optional.empty());
        Path data = freshDirectory();
        MovieLens stream = MovieLens.read(Home.here().sampleStream());
        try (OrderlyEnd end = new OrderlyEnd()) {
            play(settings, stream, data, end);
        }
        return 0;
    }

    private void play(DemoSettings settings, MovieLens stream, Path data, OrderlyEnd end)
            throws IOException, InterruptedException {
        LiveDisplay display = new LiveDisplay(System.out, System.console() != null);
        StackSettings stackSettings = options.settings(data, StackSettings.Ports.any());
        try (LocalStack stack = LocalStack.start(stackSettings, part -> display.say("Starting %s ...", part))) {
            String table = new Demo(settings, stack, display).run(stream, out);
            display.say("%n%s", table);
            display.say(
                    "Report: %s", out.resolve("report.html").toAbsolutePath().normalize());
            if (keep) {
                display.say(
                        "Serving on %s and taking events on %s/v1/events; Ctrl-C ends it.",
                        stack.gatewayUrl(), stack.ingestUrl());
                end.await();
            }
        } finally {
            if (dataDirectory == null) {
                new ScratchDirectory(data).close();
            }
        }
    }

    private Path freshDirectory() throws IOException {
        if (dataDirectory == null) {
            return Files.createTempDirectory("intarsia-demo-");
        }
        if (Files.exists(dataDirectory)) {
            try (Stream<Path> content = Files.list(dataDirectory)) {
                if (content.findAny().isPresent()) {
                    throw new IOException("--data-dir " + dataDirectory + " is not empty; the demo starts afresh: name "
                            + "another folder, or continue that one with 'intarsia up --data-dir " + dataDirectory
                            + "'.");
                }
            }
        }
        return Files.createDirectories(dataDirectory);
    }
}
