package dev.intarsia.gateway.startup;

import dev.intarsia.schemas.topic.BrokerAnswer;
import dev.intarsia.schemas.topic.Topic;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees that topics have as many partitions as is set: every record is looked for on the partition of its key. */
final class TopicPartitions {
    private static final Logger log = LoggerFactory.getLogger(TopicPartitions.class);

    private TopicPartitions() {}

    /**
     * Asks the broker, again while it is not there or does not know the topics yet.
     *
     * @throws IllegalStateException where a topic has another number
     */
    static void require(Admin admin, List<Topic<?, ?>> topics) {
        Map<String, TopicDescription> found = describe(admin, topics);
        for (Topic<?, ?> topic : topics) {
            TopicDescription description = found.get(topic.name());
            int partitions = description == null ? 0 : description.partitions().size();
            if (partitions != topic.partitions()) {
                throw new IllegalStateException("Topic " + topic.name() + " has " + partitions
                        + " partitions, but kafka.partitions is " + topic.partitions()
                        + "; set it to what the topics have.");
            }
        }
    }

    private static Map<String, TopicDescription> describe(Admin admin, List<Topic<?, ?>> topics) {
        while (true) {
            try {
                return BrokerAnswer.await(
                        admin.describeTopics(topics.stream().map(Topic::name).toList())
                                .allTopicNames());
            } catch (RetriableException e) {
                log.warn("The gateway waits for the topics: {}", e.getMessage());
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the topics.", e);
        }
    }
}
