package dev.intarsia.service.topic;

import static java.util.Objects.requireNonNull;

import dev.intarsia.schemas.topic.BrokerAnswer;
import dev.intarsia.schemas.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees that topics are there, with as many partitions as they should have: every record is looked for on the partition of
 * its key.
 *
 * @param admin stays the caller's to close
 * @param patience how long to wait for the broker's answer; empty for as long as the client is set to
 */
public record TopicCheck(Admin admin, List<Topic<?, ?>> topics, Optional<Duration> patience) {
    private static final long PAUSE_MILLIS = 1000;
    private static final Logger log = LoggerFactory.getLogger(TopicCheck.class);

    public TopicCheck {
        requireNonNull(admin);
        topics = List.copyOf(topics);
        requireNonNull(patience);
    }

    /** Waits for the broker as long as the client is set to. */
    public TopicCheck(Admin admin, List<Topic<?, ?>> topics) {
        this(admin, topics, Optional.empty());
    }

    /** Waits for the broker no longer than this. */
    public TopicCheck(Admin admin, List<Topic<?, ?>> topics, Duration patience) {
        this(admin, topics, Optional.of(patience));
    }

    /**
     * @throws MissingTopicsException where one is missing
     * @throws KafkaException where the broker cannot be asked
     */
    public void requirePresence() {
        describe();
    }

    /**
     * @throws MissingTopicsException where one is missing
     * @throws PartitionCountException where one has another number of partitions
     * @throws KafkaException where the broker cannot be asked
     */
    public void require() {
        List<String> others = describe().entrySet().stream()
                .filter(found -> found.getValue() != found.getKey().partitions())
                .map(found -> "Topic " + found.getKey().name() + " has " + found.getValue() + " partitions")
                .toList();
        if (!others.isEmpty()) {
            throw new PartitionCountException(others, topics.get(0).partitions());
        }
    }

    /**
     * As {@link #require}, but asks again while the broker is not there or does not know the topics yet.
     *
     * @throws PartitionCountException where one has another number of partitions
     * @throws InterruptException where the thread is interrupted; it stays so
     */
    public void requireWhenThere() {
        while (true) {
            try {
                require();
                return;
            } catch (RetriableException e) {
                log.warn("Waiting for the topics: {}", e.getMessage());
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** How many partitions each topic has. */
    private Map<Topic<?, ?>, Integer> describe() {
        List<String> names = topics.stream().map(Topic::name).toList();
        DescribeTopicsOptions options = new DescribeTopicsOptions();
        patience.ifPresent(limit -> options.timeoutMs((int) limit.toMillis()));
        Map<String, KafkaFuture<TopicDescription>> descriptions =
                admin.describeTopics(names, options).topicNameValues();
        Map<Topic<?, ?>, Integer> partitions = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        for (Topic<?, ?> topic : topics) {
            try {
                TopicDescription description = BrokerAnswer.await(requireNonNull(descriptions.get(topic.name())));
                partitions.put(topic, description.partitions().size());
            } catch (UnknownTopicOrPartitionException e) {
                missing.add(topic.name());
            }
        }
        if (!missing.isEmpty()) {
            throw new MissingTopicsException(missing);
        }
        return partitions;
    }
}
