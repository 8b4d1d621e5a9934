package dev.intarsia.schemas.config;

/** The section {@code kafka} of a service whose instances share the partitions of the topics they read. */
public interface ConsumerGroupSection extends KafkaSection {
    String groupId();

    int partitions();
}
