package dev.intarsia.assembler.run;

import java.util.List;

/** The broker lacks topics, or has them in another shape than the settings say. */
public final class TopicsMissingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TopicsMissingException(List<String> problems) {
        super(String.join("; ", problems)
                + ". Declare the topics with 'intarsia topics', and see that kafka.topic-prefix and kafka.partitions "
                + "are the same for every service.");
    }
}
