package dev.intarsia.replay.source;

import static java.util.Objects.requireNonNull;

import dev.intarsia.events.format.EventSource;
import dev.intarsia.events.format.FileFormat;
import dev.intarsia.events.parse.EventLimits;
import dev.intarsia.events.parse.EventRules;
import dev.intarsia.tasks.Tasks;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/** Reads recordings of every kind. */
public final class Sources {
    private final Tasks tasks;
    private final Clock clock;

    /**
     * @param tasks what events may be of
     * @param clock what tells a time in the future
     */
    public Sources(Tasks tasks, Clock clock) {
        this.tasks = requireNonNull(tasks);
        this.clock = requireNonNull(clock);
    }

    /**
     * Reads everything the specification asks for into memory.
     *
     * @throws UnusableSourceException where the source is not what it is said to be, or nothing of it can be used
     * @throws IOException where it cannot be read on
     * @throws dev.intarsia.tasks.UnknownTaskException where the wanted task has no file
     */
    public Recording read(SourceSpec spec, ReadingListener listener) throws IOException {
        if (spec instanceof SourceSpec.MovieLens movieLens) {
            return file(FileFormat.MOVIELENS, movieLens.folder(), Optional.of(movieLens.task()), listener);
        }
        if (spec instanceof SourceSpec.Commits commits) {
            return file(FileFormat.COMMITS, commits.folder(), Optional.of(commits.task()), listener);
        }
        if (spec instanceof SourceSpec.JsonLines lines) {
            return file(FileFormat.JSONL, lines.file(), lines.task(), listener);
        }
        RecordingBuilder recording = new RecordingBuilder(listener);
        if (spec instanceof SourceSpec.Lamp lamp) {
            LampSource.read(lamp.folder(), lamp.splits(), tasks, recording, listener);
            return recording.build(name(lamp.folder()));
        }
        SourceSpec.Kafka topic = (SourceSpec.Kafka) spec;
        topic.task().ifPresent(tasks::require);
        TopicSource.read(topic, rules(), recording, listener);
        return recording.build(topic.topicPrefix() + "events");
    }

    private EventRules rules() {
        return new EventRules(tasks, EventLimits.standard(), clock);
    }

    private Recording file(FileFormat format, Path path, Optional<String> task, ReadingListener listener)
            throws IOException {
        task.ifPresent(tasks::require);
        RecordingBuilder recording = new RecordingBuilder(listener);
        // A line of JSON names its task itself.
        Set<String> made = format == FileFormat.JSONL ? Set.of() : Set.of(task.orElseThrow());
        try (EventSource source = format.open(path, made, rules())) {
            new FileEvents(recording, listener).addAll(source, task);
        }
        return recording.build(name(path));
    }

    private static String name(Path path) {
        return path.toAbsolutePath().normalize().getFileName().toString();
    }
}
