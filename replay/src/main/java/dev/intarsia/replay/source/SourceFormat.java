package dev.intarsia.replay.source;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The forms recorded behaviour can have. */
public enum SourceFormat {
    /** A folder of ratings and films, {@code ratings.csv} and {@code movies.csv} or {@code u.data} and {@code u.item}. */
    MOVIELENS,
    /** A folder of commits, {@code commits.jsonl}. */
    COMMITS,
    /** One JSON event a line, as ingest takes it. */
    JSONL,
    /** A folder of the LaMP benchmark: {@code *questions.json} and {@code *outputs.json}. */
    LAMP,
    /** The topic {@code events} of a running cluster. */
    KAFKA;

    /** As the command line names it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The format of this name.
     *
     * @throws IllegalArgumentException where there is none
     */
    public static SourceFormat of(String name) {
        return Arrays.stream(values())
                .filter(format -> format.text().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is no format; use one of "
                        + List.of(values()).stream().map(SourceFormat::text).collect(Collectors.joining(", "))));
    }
}
