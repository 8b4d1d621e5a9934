package dev.intarsia.gateway.topology;

import static java.util.Objects.requireNonNull;

import dev.intarsia.schemas.topic.Topic;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;

/** The users whose partitions this instance reads. */
public final class LocalUsers {
    private final KafkaStreams streams;
    private final Topic<String, ?> users;

    /** @param users a topic by whose partitions users are divided */
    public LocalUsers(KafkaStreams streams, Topic<String, ?> users) {
        this.streams = requireNonNull(streams);
        this.users = requireNonNull(users);
    }

    /** Whether partitions stay where they are; while they move, what is known of them is of before. */
    boolean settled() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    /** Where the user's records are, of the topic by which users are divided. */
    TopicPartition partition(String user) {
        return new TopicPartition(users.name(), users.partition(user, users.partitions()));
    }

    boolean contain(String user) {
        TopicPartition partition = partition(user);
        return streams.metadataForLocalThreads().stream()
                .flatMap(thread -> thread.activeTasks().stream())
                .anyMatch(task -> task.topicPartitions().contains(partition));
    }

    /** @throws StateUnavailableException where a gateway holds the user that no address leads to */
    void requireReachable(String user) {
        if (settled() && !contain(user)) {
            throw new StateUnavailableException(
                    "Another gateway of this group holds the user, and no address leads from"
                            + " this one to it; set http.advertised of every gateway to its own host:port.");
        }
    }
}
