package dev.intarsia.replay.source;

import static java.util.Objects.requireNonNull;

import dev.intarsia.events.format.CommitsFolder;
import dev.intarsia.events.format.MovieLensFolder;
import dev.intarsia.tasks.commits.CommitTasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A source as the command line names it.
 *
 * @param data a file or a folder, or {@code kafka}
 * @param format empty to find it out from {@code data}
 * @param task empty for the source's own
 * @param splits of a LaMP folder, as in {@code dev}; empty for all
 * @param from of a topic: {@code earliest}, {@code last=30d}, or a moment
 * @param to of a topic: {@code latest} or a moment
 */
public record SourceOptions(
        String data,
        Optional<String> format,
        Optional<String> task,
        Set<String> splits,
        String from,
        String to,
        String bootstrapServers,
        String registry,
        String topicPrefix) {
    private static final String KAFKA = "kafka";

    public SourceOptions {
        requireNonNull(data);
        requireNonNull(format);
        requireNonNull(task);
        splits = Set.copyOf(splits);
        requireNonNull(from);
        requireNonNull(to);
        requireNonNull(bootstrapServers);
        requireNonNull(registry);
        requireNonNull(topicPrefix);
    }

    /** A file or folder whose format shows from its name and what it holds. */
    public static SourceOptions of(String data) {
        return new SourceOptions(
                data,
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                "earliest",
                "latest",
                "localhost:9092",
                "http://localhost:8081",
                "");
    }

    public SourceOptions withFormat(String name) {
        return new SourceOptions(
                data, Optional.of(name), task, splits, from, to, bootstrapServers, registry, topicPrefix);
    }

    public SourceOptions withTask(String name) {
        return new SourceOptions(
                data, format, Optional.of(name), splits, from, to, bootstrapServers, registry, topicPrefix);
    }

    /**
     * What this asks for.
     *
     * @param now what {@code last=} counts back from
     * @throws UnusableSourceException where the data is not there, or its format does not show
     * @throws IllegalArgumentException where an option is none, or does not go with the format
     */
    public SourceSpec spec(Instant now) throws IOException {
        SourceFormat wanted = format.isPresent() ? SourceFormat.of(format.get()) : detected();
        if (wanted != SourceFormat.LAMP && !splits.isEmpty()) {
            throw new IllegalArgumentException("Only LaMP has the splits " + new LinkedHashSet<>(splits)
                    + "; leave them out, or give --format lamp.");
        }
        if (wanted != SourceFormat.KAFKA) {
            requirePath();
        }
        return switch (wanted) {
            case MOVIELENS -> new SourceSpec.MovieLens(Path.of(data), task.orElse(MovieLensFolder.MOVIE_RATING));
            case COMMITS -> new SourceSpec.Commits(Path.of(data), task.orElse(CommitTasks.WORD));
            case JSONL -> new SourceSpec.JsonLines(Path.of(data), task);
            case LAMP -> lamp();
            case KAFKA ->
                new SourceSpec.Kafka(bootstrapServers, registry, topicPrefix, task, TopicRange.parse(from, to, now));
        };
    }

    private SourceSpec lamp() {
        if (task.isPresent()) {
            throw new IllegalArgumentException(
                    "A LaMP folder's files say what task they are of; leave --task " + task.get() + " out.");
        }
        return new SourceSpec.Lamp(Path.of(data), splits);
    }

    private void requirePath() throws UnusableSourceException {
        if (!Files.exists(Path.of(data))) {
            throw new UnusableSourceException("There is no file or folder " + data
                    + "; give the path of recorded events, or 'kafka' for the topic of a running cluster.");
        }
    }

    private SourceFormat detected() throws IOException {
        if (data.equals(KAFKA)) {
            return SourceFormat.KAFKA;
        }
        requirePath();
        if (!Files.isDirectory(Path.of(data))) {
            if (data.endsWith("questions.json") || data.endsWith("outputs.json")) {
                throw new UnusableSourceException(data + " is one file of LaMP; give the folder that holds it.");
            }
            return SourceFormat.JSONL;
        }
        try (Stream<Path> files = Files.list(Path.of(data))) {
            List<String> names =
                    files.map(file -> file.getFileName().toString()).toList();
            if (names.stream().anyMatch(name -> name.endsWith("questions.json"))) {
                return SourceFormat.LAMP;
            }
            if (names.stream().anyMatch(name -> name.matches("ratings\\.csv(\\.gz)?|u\\.data(\\.gz)?"))) {
                return SourceFormat.MOVIELENS;
            }
        }
        if (CommitsFolder.isSeen(Path.of(data))) {
            return SourceFormat.COMMITS;
        }
        throw new UnusableSourceException("The folder " + data
                + " holds neither ratings.csv or u.data (movielens) nor commits.jsonl (commits) nor *questions.json (lamp);"
                + " give another, or one"
                + " of its files.");
    }
}
