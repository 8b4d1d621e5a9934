package dev.intarsia.schemas.serde;

import dev.intarsia.schemas.topic.Topic;
import dev.intarsia.schemas.validation.RefusalReason;

/** A record is on another partition than its key's, where its user's other records are not. */
public final class MisplacedRecordException extends UnreadableRecordException {
    private static final long serialVersionUID = 1L;

    private final int expected;

    MisplacedRecordException(Topic<?, ?> topic, int seen, int expected) {
        super(
                RefusalReason.PARTITION,
                "A record of " + topic.name() + " is on partition " + seen + ", but its user's partition is " + expected
                        + "; use Kafka's default partitioner on the user's name, with clients of librdkafka"
                        + " partitioner=murmur2_random.",
                null);
        this.expected = expected;
    }

    /** The partition of the record's key. */
    public int expected() {
        return expected;
    }
}
