package dev.intarsia.schemas.topic;

import java.util.List;

/** A topic is on the broker already, with settings that would lose or misplace records. */
public final class TopicMismatchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TopicMismatchException(List<String> differences) {
        super("Topics on the broker differ from the catalogue:\n  " + String.join("\n  ", differences)
                + "\nChange them with kafka-configs, delete them if their records may go, or choose another topic"
                + " prefix.");
    }
}
