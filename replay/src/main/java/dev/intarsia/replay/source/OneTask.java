package dev.intarsia.replay.source;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps a recording to one task: the wanted one, or the only one there is. */
final class OneTask {
    private final Optional<String> wanted;
    private @Nullable String found;

    OneTask(Optional<String> wanted) {
        this.wanted = wanted;
    }

    /** @throws UnusableSourceException where no task was asked for and there are two */
    boolean takes(String task) throws UnusableSourceException {
        if (wanted.isPresent()) {
            return wanted.get().equals(task);
        }
        if (found != null && !found.equals(task)) {
            throw new UnusableSourceException("There are events of the tasks " + found + " and " + task
                    + ", and a replay is of one; say which with --task.");
        }
        found = task;
        return true;
    }
}
