package dev.intarsia.events.format;

import dev.intarsia.events.parse.CommitParser;
import dev.intarsia.events.parse.EventParser;
import dev.intarsia.events.parse.EventRules;
import dev.intarsia.tasks.commits.CommitTasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A folder with {@code commits.jsonl}, possibly {@code .gz}: commits in ingest's form, as events of
 * {@value CommitTasks#SUBJECT}. They are read as such, or as events of {@value CommitTasks#WORD}.
 */
public final class CommitsFolder {
    private static final String FILE = "commits.jsonl";

    private CommitsFolder() {}

    /** Whether a folder holds commits. */
    public static boolean isSeen(Path folder) {
        return file(folder).isPresent();
    }

    /**
     * The events of one task, in the file's order.
     *
     * @param tasks the task; empty for {@value CommitTasks#WORD}
     * @throws IllegalArgumentException where it is no task of commits, or there are two
     * @throws UnreadableFileException where the folder has no such file, or it is of another format as a whole
     */
    static EventSource open(Path folder, Set<String> tasks, EventRules rules) throws IOException {
        Path file = file(folder)
                .orElseThrow(() -> new UnreadableFileException(
                        folder.toString(), "holds neither " + FILE + " nor " + FILE + ".gz; give a folder of commits"));
        if (tasks.isEmpty() || tasks.equals(Set.of(CommitTasks.WORD))) {
            return JsonLines.open(file, new CommitParser(rules)::parse);
        }
        if (tasks.equals(Set.of(CommitTasks.SUBJECT))) {
            return JsonLines.open(file, new EventParser(rules));
        }
        throw new IllegalArgumentException("A folder of commits is read as events of one task, " + CommitTasks.WORD
                + " or " + CommitTasks.SUBJECT + ", not of " + tasks + "; ask for one of these");
    }

    private static Optional<Path> file(Path folder) {
        return Stream.of(folder.resolve(FILE), folder.resolve(FILE + ".gz"))
                .filter(Files::isRegularFile)
                .findFirst();
    }
}
