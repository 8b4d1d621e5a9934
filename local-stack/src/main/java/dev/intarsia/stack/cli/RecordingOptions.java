package dev.intarsia.stack.cli;

import dev.intarsia.replay.source.SourceOptions;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which recorded behaviour is read. */
final class RecordingOptions {
    private static final String KAFKA = "kafka";

    @Option(
            names = "--data",
            paramLabel = "PATH",
            description = "A folder or file of recorded events, or 'kafka' for the topic of a running cluster.")
    private @Nullable String data;

    @Option(
            names = "--format",
            paramLabel = "NAME",
            description = "movielens, commits, jsonl, lamp or kafka (default: what the data looks like).")
    private @Nullable String format;

    @Option(
            names = "--task",
            paramLabel = "NAME",
            description = "Whose events are read (default: the source's own, or its only one).")
    private @Nullable String task;

    @Option(
            names = "--splits",
            paramLabel = "NAME",
            split = ",",
            description = "Of a LaMP folder, as in dev (default: all).")
    private Set<String> splits = new LinkedHashSet<>();

    @Option(
            names = "--from",
            paramLabel = "WHEN",
            defaultValue = "earliest",
            description = "Of the topic: earliest, last=30d or a moment (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // Set by the command line.
    private String from;

    @Option(
            names = "--to",
            paramLabel = "WHEN",
            defaultValue = "latest",
            description = "Of the topic: latest or a moment (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // Set by the command line.
    private String to;

    @Mixin
    private final ClusterOptions cluster = new ClusterOptions();

    @Option(
            names = "--topic-prefix",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "Before every topic's name (default: none).")
    @SuppressWarnings("NullAway.Init") // Set by the command line.
    private String topicPrefix;

    SourceOptions source() {
        if (data == null) {
            throw new IllegalArgumentException("Say with --data what is to be replayed.");
        }
        return source(data);
    }

    /** The same with a folder that is read where no data is named. */
    SourceOptions sourceOr(Path otherwise) {
        return source(data == null ? otherwise.toString() : data);
    }

    private SourceOptions source(String read) {
        return new SourceOptions(
                read,
                Optional.ofNullable(format),
                Optional.ofNullable(task),
                splits,
                from,
                to,
                cluster.bootstrapServers(),
                ofKafka() ? cluster.registry() : cluster.givenRegistry(),
                topicPrefix);
    }

    private boolean ofKafka() {
        return KAFKA.equals(format) || format == null && KAFKA.equals(data);
    }
}
