package dev.intarsia.schemas.config;

/** The section {@code kafka} of a service whose instances share the partitions of the topics they read. */
public interface ConsumerGroupSection extends KafkaSection {
    String groupId();

    int partitions();

    /** The id of the Kafka Streams application, which is its consumer group too. */
    default String applicationId() {
        return topicPrefix().orElse("") + groupId();
    }
}
