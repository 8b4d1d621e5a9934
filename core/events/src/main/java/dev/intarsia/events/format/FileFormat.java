package dev.intarsia.events.format;

import dev.intarsia.events.parse.EventParser;
import dev.intarsia.events.parse.EventRules;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The formats a file of events can have. */
public enum FileFormat {
    /** A folder with {@code ratings.csv} and {@code movies.csv}, each possibly {@code .gz}; see {@link MovieLensFolder}. */
    MOVIELENS {
        @Override
        public EventSource open(Path folder, Set<String> tasks, EventRules rules) throws IOException {
            Set<String> wanted = tasks.isEmpty() ? Set.of(MovieLensFolder.MOVIE_RATING) : tasks;
            return new FirstEvent(MovieLensFolder.open(folder).events(wanted, rules));
        }

        @Override
        public EventSource open(InputStream in, EventRules rules) {
            throw new IllegalArgumentException("movielens is a folder; name it, or pipe jsonl instead");
        }
    },
    /** A folder with {@code commits.jsonl}, possibly {@code .gz}; see {@link CommitsFolder}. */
    COMMITS {
        @Override
        public EventSource open(Path folder, Set<String> tasks, EventRules rules) throws IOException {
            return new FirstEvent(CommitsFolder.open(folder, tasks, rules));
        }

        @Override
        public EventSource open(InputStream in, EventRules rules) {
            throw new IllegalArgumentException("commits is a folder; name it, or pipe jsonl instead");
        }
    },
    /** One JSON event a line, possibly {@code .gz}; see {@link JsonLines}. */
    JSONL {
        @Override
        public EventSource open(Path file, Set<String> tasks, EventRules rules) throws IOException {
            if (!tasks.isEmpty()) {
                throw new IllegalArgumentException("Every event of a jsonl file names its own task; leave " + tasks
                        + " out, or give another format");
            }
            return new FirstEvent(JsonLines.open(file, new EventParser(rules)));
        }

        @Override
        public EventSource open(InputStream in, EventRules rules) {
            return new FirstEvent(JsonLines.of(in, new EventParser(rules)));
        }
    };

    /**
     * Opens a file or folder. A source with lines, none of which is an event, is refused when its first entry is asked
     * for.
     *
     * @param tasks which of the format's tasks; empty for its first
     * @throws IllegalArgumentException where the format has no such tasks
     * @throws IOException where there is no such file, or it is of another format as a whole
     */
    public abstract EventSource open(Path file, Set<String> tasks, EventRules rules) throws IOException;

    /**
     * Reads from a pipe, such as standard input.
     *
     * @throws IllegalArgumentException where the format is no single stream
     */
    public abstract EventSource open(InputStream in, EventRules rules);

    /** What a path looks like: a folder of commits or else of MovieLens; anything else is a JSON event a line. */
    public static FileFormat seen(Path path) {
        if (!Files.isDirectory(path)) {
            return JSONL;
        }
        return CommitsFolder.isSeen(path) ? COMMITS : MOVIELENS;
    }

    /** The format of this name, as in {@code jsonl}. */
    public static FileFormat of(String name) {
        return Arrays.stream(values())
                .filter(format -> format.text().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is no format; use one of "
                        + String.join(
                                ", ",
                                List.of(values()).stream().map(FileFormat::text).toList())));
    }

    /** As the command line names it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
