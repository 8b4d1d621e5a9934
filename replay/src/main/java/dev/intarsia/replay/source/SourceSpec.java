package dev.intarsia.replay.source;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** What to read: one kind of source, with everything that decides what is read of it. */
public sealed interface SourceSpec {
    /** A folder of ratings and films, read as events of {@code movie-rating} or {@code next-movie}. */
    record MovieLens(Path folder, String task) implements SourceSpec {
        public MovieLens {
            requireNonNull(folder);
            requireNonNull(task);
        }
    }

    /** A folder of commits, read as events of {@code commit-word} or {@code commit-subject}. */
    record Commits(Path folder, String task) implements SourceSpec {
        public Commits {
            requireNonNull(folder);
            requireNonNull(task);
        }
    }

    /**
     * A file of events, one JSON object a line, possibly {@code .gz}.
     *
     * @param task whose events are read; empty where all are of one task
     */
    record JsonLines(Path file, Optional<String> task) implements SourceSpec {
        public JsonLines {
            requireNonNull(file);
            requireNonNull(task);
        }
    }

    /**
     * A folder of one LaMP task.
     *
     * @param splits which files, as in {@code train} of {@code train_questions.json}; empty for all that have outputs
     */
    record Lamp(Path folder, Set<String> splits) implements SourceSpec {
        public Lamp {
            requireNonNull(folder);
            splits = Set.copyOf(splits);
        }
    }

    /**
     * The topic of events.
     *
     * @param topicPrefix before the names of the catalogue's topics; empty for none
     * @param task whose events are read; empty where all are of one task
     */
    record Kafka(String bootstrapServers, String registry, String topicPrefix, Optional<String> task, TopicRange range)
            implements SourceSpec {
        public Kafka {
            requireNonNull(bootstrapServers);
            requireNonNull(registry);
            requireNonNull(topicPrefix);
            requireNonNull(task);
            requireNonNull(range);
        }
    }
}
