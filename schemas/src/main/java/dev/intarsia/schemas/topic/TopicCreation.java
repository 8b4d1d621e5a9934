package dev.intarsia.schemas.topic;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.utils.Utils;

/** Creates the catalogue's topics on a broker; doing it again changes nothing. */
public final class TopicCreation {
    private static final long VISIBLE_WITHIN_NANOS = 30_000_000_000L;

    private final Admin admin;

    public TopicCreation(Admin admin) {
        this.admin = requireNonNull(admin);
    }

    /**
     * Creates the topics that are missing, with the broker's default replication, checks the others, and returns when
     * all can be used.
     *
     * @throws TopicMismatchException where a topic exists with another number of partitions, another
     *     cleanup policy, or less retention or record size than the catalogue says
     * @throws KafkaException where the broker cannot be reached or refuses
     */
    public void create(Topics topics) {
        Set<String> present = BrokerAnswer.await(admin.listTopics().names());
        List<Topic<?, ?>> existing = new ArrayList<>();
        List<Topic<?, ?>> missing = new ArrayList<>();
        topics.all().forEach(topic -> (present.contains(topic.name()) ? existing : missing).add(topic));
        existing.addAll(createAll(missing));
        List<String> names = topics.all().stream().map(Topic::name).toList();
        Map<String, TopicDescription> descriptions =
                whenVisible(() -> admin.describeTopics(names).allTopicNames());
        awaitLeaders(descriptions.values());
        check(existing, descriptions);
    }

    /**
     * A broker is named as a partition's leader a moment before it acts as one. An idempotent producer that writes in
     * that moment can have a later batch taken before its first one, and is then refused for good.
     */
    private void awaitLeaders(Collection<TopicDescription> descriptions) {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        descriptions.forEach(topic -> topic.partitions()
                .forEach(partition ->
                        ends.put(new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest())));
        whenVisible(() -> admin.listOffsets(ends).all());
    }

    /** Creates the topics and returns those that another process created first. */
    private List<Topic<?, ?>> createAll(List<Topic<?, ?>> missing) {
        Map<String, KafkaFuture<Void>> results = admin.createTopics(
                        missing.stream().map(TopicCreation::newTopic).toList())
                .values();
        List<Topic<?, ?>> lost = new ArrayList<>();
        for (Topic<?, ?> topic : missing) {
            try {
                BrokerAnswer.await(requireNonNull(results.get(topic.name())));
            } catch (TopicExistsException someoneElseDid) {
                lost.add(topic);
            }
        }
        return lost;
    }

    private static NewTopic newTopic(Topic<?, ?> topic) {
        return new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.empty()).configs(topic.settings());
    }

    private void check(List<Topic<?, ?>> existing, Map<String, TopicDescription> descriptions) {
        List<ConfigResource> resources =
                existing.stream().map(topic -> resource(topic.name())).toList();
        Map<ConfigResource, Config> configs =
                whenVisible(() -> admin.describeConfigs(resources).all());
        List<String> differences = new ArrayList<>();
        for (Topic<?, ?> topic : existing) {
            int partitions =
                    requireNonNull(descriptions.get(topic.name())).partitions().size();
            if (partitions != topic.partitions()) {
                differences.add(topic.name() + ": partitions is " + partitions + ", not " + topic.partitions());
            }
            Config config = requireNonNull(configs.get(resource(topic.name())));
            topic.settings()
                    .forEach((name, wanted) -> difference(config.get(name), wanted)
                            .ifPresent(difference -> differences.add(topic.name() + ": " + difference)));
        }
        if (!differences.isEmpty()) {
            throw new TopicMismatchException(differences);
        }
    }

    /** What an operator may tune is left alone; what the system rests on is compared. */
    private static Optional<String> difference(ConfigEntry actual, String wanted) {
        boolean fits = switch (actual.name()) {
            case "cleanup.policy" -> cleans(actual.value(), wanted);
            case "max.message.bytes", "min.compaction.lag.ms" ->
                Long.parseLong(actual.value()) >= Long.parseLong(wanted);
            case "retention.ms" ->
                actual.value().equals("-1") || Long.parseLong(actual.value()) >= Long.parseLong(wanted);
            default -> true;
        };
        return fits ? Optional.empty() : Optional.of(actual.name() + " is " + actual.value() + ", not " + wanted);
    }

    /**
     * A log of an earlier version that only forgets by age may stay as it is: compaction would leave of its records the
     * last of each user.
     */
    private static boolean cleans(String actual, String wanted) {
        Set<String> policies = Set.of(actual.split(",", -1));
        return policies.equals(Set.of(wanted.split(",", -1)))
                || wanted.equals("compact,delete") && actual.equals("delete");
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    /** A topic is created before every broker has heard of it. */
    private static <T> T whenVisible(Supplier<KafkaFuture<T>> question) {
        long giveUp = System.nanoTime() + VISIBLE_WITHIN_NANOS;
        while (true) {
            try {
                return BrokerAnswer.await(question.get());
            } catch (UnknownTopicOrPartitionException notYet) {
                if (System.nanoTime() > giveUp) {
                    throw notYet;
                }
                Utils.sleep(20);
            }
        }
    }
}
