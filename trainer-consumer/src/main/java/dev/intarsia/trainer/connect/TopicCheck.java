package dev.intarsia.trainer.connect;

import static java.util.Objects.requireNonNull;

import dev.intarsia.schemas.topic.BrokerAnswer;
import dev.intarsia.schemas.topic.Topic;
import dev.intarsia.schemas.topic.Topics;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Makes sure that the topics are there with as many partitions as they should have. */
public final class TopicCheck {
    private TopicCheck() {}

    /**
     * Asks the broker.
     *
     * @throws UnknownTopicOrPartitionException where one is missing, which may yet be mended
     * @throws IllegalStateException where one has another number of partitions
     */
    public static void require(Admin admin, Topics topics) {
        List<String> names = topics.all().stream().map(Topic::name).toList();
        Map<String, TopicDescription> found;
        try {
            found = BrokerAnswer.await(admin.describeTopics(names).allTopicNames());
        } catch (UnknownTopicOrPartitionException e) {
            throw new UnknownTopicOrPartitionException(
                    "Not all of the topics " + names + " are there; create them with 'intarsia topics'.", e);
        }
        for (Topic<?, ?> topic : topics.all()) {
            int partitions =
                    requireNonNull(found.get(topic.name())).partitions().size();
            if (partitions != topic.partitions()) {
                throw new IllegalStateException("Topic " + topic.name() + " has " + partitions
                        + " partitions, but kafka.partitions is " + topic.partitions()
                        + "; set it to what the topics have.");
            }
        }
    }
}
