package dev.intarsia.assembler.run;

import dev.intarsia.schemas.topic.BrokerAnswer;
import dev.intarsia.schemas.topic.Topic;
import dev.intarsia.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Sees that the topics are there; with other numbers of partitions, a user's records would not meet. */
final class TopicsCheck {
    /** In milliseconds; short, since an assembler that is told to close waits for the answer. */
    private static final int PATIENCE = 5_000;

    private TopicsCheck() {}

    /**
     * @throws TopicsMissingException when topics are missing or differ
     * @throws KafkaException when the broker cannot be asked
     */
    static void run(Admin admin, Topics topics) {
        List<Topic<?, ?>> used = List.of(
                topics.signatures(),
                topics.consents(),
                topics.pieces(),
                topics.assignments(),
                topics.roster(),
                topics.deadLetters());
        Map<String, KafkaFuture<TopicDescription>> descriptions = admin.describeTopics(
                        used.stream().map(Topic::name).toList(), new DescribeTopicsOptions().timeoutMs(PATIENCE))
                .topicNameValues();
        List<String> problems = new ArrayList<>();
        for (Topic<?, ?> topic : used) {
            KafkaFuture<TopicDescription> description = descriptions.get(topic.name());
            int partitions = description == null ? 0 : partitions(description);
            if (partitions == 0) {
                problems.add("Topic " + topic.name() + " is missing");
            } else if (partitions != topic.partitions()) {
                problems.add("Topic " + topic.name() + " has " + partitions + " partitions, not " + topic.partitions());
            }
        }
        if (!problems.isEmpty()) {
            throw new TopicsMissingException(problems);
        }
    }

    private static int partitions(KafkaFuture<TopicDescription> description) {
        try {
            return BrokerAnswer.await(description).partitions().size();
        } catch (UnknownTopicOrPartitionException missing) {
            return 0;
        }
    }
}
