package dev.intarsia.stack.cli;

import dev.intarsia.events.format.EventSource;
import dev.intarsia.events.format.FileFormat;
import dev.intarsia.events.parse.EventRules;
import dev.intarsia.ingest.config.IngestConfig;
import dev.intarsia.ingest.file.FileIngest;
import dev.intarsia.ingest.file.FileReport;
import dev.intarsia.ingest.file.IngestProgress;
import dev.intarsia.ingest.publish.Connection;
import dev.intarsia.schemas.registry.RetryPolicy;
import dev.intarsia.tasks.Tasks;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code intarsia ingest}: events from a file or from standard input. */
@Command(
        name = "ingest",
        description = "Sends events from a file, or from standard input, to a running stack.",
        mixinStandardHelpOptions = true)
final class IngestCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by the command line.
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            description = "A JSON Lines file, a folder of MovieLens or of commits, or - for standard input.")
    @SuppressWarnings("NullAway.Init") // Set by the command line.
    private String file;

    @Option(names = "--format", description = "jsonl, movielens or commits (default: what a folder holds, else jsonl).")
    private @Nullable String format;

    @Option(
            names = "--task",
            paramLabel = "NAME",
            description = "Tasks made from a folder: of MovieLens movie-rating (default) or next-movie, of commits"
                    + " commit-word (default) or commit-subject.")
    private Set<String> tasks = new LinkedHashSet<>();

    @Mixin
    private final ClusterOptions cluster = new ClusterOptions();

    @Option(names = "--config", paramLabel = "FILE", description = "Ingest's settings over its defaults.")
    private @Nullable Path config;

    /** 0 when every line was an event, 3 when some went to the dead letters. */
    @Override
    public Integer call() throws IOException, InterruptedException {
        IngestConfig settings = IngestConfig.SETTINGS.load(
                Optional.ofNullable(config),
                System.getenv(),
                System.getProperties(),
                Map.of(
                        "kafka.bootstrap-servers",
                        cluster.bootstrapServers(),
                        "schema-registry.url",
                        cluster.registry()));
        Tasks known = settings.tasks().directory().map(Tasks::load).orElseGet(Tasks::bundled);
        EventRules rules = new EventRules(known, settings.limits().events(), Clock.systemUTC());
        try (EventSource source = open(rules);
                Connection connection = Connection.open(settings, RetryPolicy.DEFAULT)) {
            return report(send(connection, source));
        }
    }

    private EventSource open(EventRules rules) throws IOException {
        if (file.equals("-")) {
            return (format == null ? FileFormat.JSONL : FileFormat.of(format)).open(System.in, rules);
        }
        Path path = Path.of(file);
        return (format == null ? FileFormat.seen(path) : FileFormat.of(format)).open(path, tasks, rules);
    }

    private static FileReport send(Connection connection, EventSource source) throws IOException, InterruptedException {
        FileIngest ingest = new FileIngest(connection.publisher());
        if (System.console() == null) {
            return ingest.send(source, IngestProgress.NONE);
        }
        try (ProgressBar bar = new ProgressBarBuilder()
                .setTaskName("Sending")
                .setStyle(ProgressBarStyle.ASCII)
                .setInitialMax(1000)
                .build()) {
            return ingest.send(source, (events, unreadable, share) -> {
                bar.stepTo(Math.round(1000 * Math.max(0, share)));
                bar.setExtraMessage(events + " events");
            });
        }
    }

    private int report(FileReport report) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(report.events() + " events sent, " + report.unreadable() + " lines to the dead letters.");
        report.firstUnreadable()
                .forEach(bad -> out.println("  " + bad.source() + ", line " + bad.line() + ": " + bad.cause()));
        out.flush();
        return report.unreadable() == 0 ? 0 : 3;
    }
}
