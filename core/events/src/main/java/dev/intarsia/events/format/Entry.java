package dev.intarsia.events.format;

import dev.intarsia.events.parse.Problem;
import dev.intarsia.schemas.avro.BehaviorEvent;
import java.util.List;

/** One entry of a file: an event, or a line that is not an event. */
public sealed interface Entry {
    /** A good event. */
    record Event(BehaviorEvent event) implements Entry {}

    /**
     * A line that cannot be an event.
     *
     * @param source the file's name, or {@code stdin}
     * @param line its number, from 1
     * @param bytes the line as it was, without its end; cut where it was too long to keep
     * @param problems what is wrong with it
     */
    record Unreadable(String source, long line, byte[] bytes, List<Problem> problems) implements Entry {
        public Unreadable {
            problems = List.copyOf(problems);
        }

        /** All problems on one line of text. */
        public String cause() {
            return String.join("; ", problems.stream().map(Problem::toString).toList());
        }
    }
}
