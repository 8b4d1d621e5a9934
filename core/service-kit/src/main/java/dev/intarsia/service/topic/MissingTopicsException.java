package dev.intarsia.service.topic;

import java.util.List;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The broker does not have some topics, which may yet be mended. */
public final class MissingTopicsException extends UnknownTopicOrPartitionException {
    private static final long serialVersionUID = 1L;

    MissingTopicsException(List<String> names) {
        super(
                "Missing topics: " + String.join(", ", names)
                        + "; create them with 'intarsia topics', and see that kafka.topic-prefix is the same for every service.");
    }
}
