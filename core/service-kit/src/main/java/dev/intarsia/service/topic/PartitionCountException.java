package dev.intarsia.service.topic;

import java.util.List;

/** Topics have other numbers of partitions than a service is told, so that a user's records would not meet. */
public final class PartitionCountException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /** @param topics each with the number it has */
    PartitionCountException(List<String> topics, int configured) {
        super(String.join(", ", topics) + ", but kafka.partitions is " + configured
                + "; set it to what the topics have, the same for every service.");
    }
}
