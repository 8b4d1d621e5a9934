package dev.intarsia.tests.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.intarsia.schemas.topic.Topic;
import dev.intarsia.schemas.topic.TopicCreation;
import dev.intarsia.schemas.topic.TopicMismatchException;
import dev.intarsia.schemas.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

/** The catalogue on a broker. */
interface TopicContract {
    String bootstrapServers();

    @Test
    default void shouldCreateTheCatalogAsDeclared() throws Exception {
        Topics topics = fresh(3);
        try (Admin admin = new BrokerClients(bootstrapServers()).admin()) {
            new TopicCreation(admin).create(topics);

            for (Topic<?, ?> topic : topics.all()) {
                TopicDescription described = admin.describeTopics(List.of(topic.name()))
                        .allTopicNames()
                        .get()
                        .get(topic.name());
                Config config = config(admin, topic.name());
                assertThat(described.partitions()).hasSize(3);
                topic.settings()
                        .forEach((name, value) -> assertThat(config.get(name).value())
                                .as(topic + " " + name)
                                .isEqualTo(value));
            }
            assertThat(config(admin, topics.adapters().name())
                            .get("cleanup.policy")
                            .value())
                    .isEqualTo("compact");
            assertThat(config(admin, topics.events().name())
                            .get("cleanup.policy")
                            .value())
                    .isEqualTo("compact,delete");
        }
    }

    @Test
    default void shouldCreateTheCatalogOnceUnderConcurrentRequests() {
        Topics topics = fresh(2);
        List<CompletableFuture<Void>> creations = new ArrayList<>();
        try (Admin admin = new BrokerClients(bootstrapServers()).admin()) {
            IntStream.range(0, 4)
                    .forEach(i ->
                            creations.add(CompletableFuture.runAsync(() -> new TopicCreation(admin).create(topics))));
            creations.forEach(CompletableFuture::join);
            new TopicCreation(admin).create(topics);
        }
    }

    @Test
    default void shouldRefuseATopicWithOtherPartitionsOrCleanup() throws Exception {
        Topics topics = fresh(2);
        try (Admin admin = new BrokerClients(bootstrapServers()).admin()) {
            new TopicCreation(admin).create(topics);
            set(admin, topics.adapters().name(), "cleanup.policy", "delete");
            set(admin, topics.signatures().name(), "retention.ms", "1000");
            String prefix = topics.events().name().replace("events", "");

            assertThatThrownBy(() -> new TopicCreation(admin).create(Topics.of(prefix, 3)))
                    .isInstanceOf(TopicMismatchException.class)
                    .hasMessageContaining(topics.events() + ": partitions is 2, not 3")
                    .hasMessageContaining(topics.adapters() + ": cleanup.policy is delete, not compact")
                    .hasMessageContaining(topics.signatures() + ": retention.ms is 1000, not 2592000000")
                    .hasMessageContaining("another topic prefix");
        }
    }

    @Test
    default void shouldKeepWhatAnOperatorMayTune() throws Exception {
        Topics topics = fresh(1);
        try (Admin admin = new BrokerClients(bootstrapServers()).admin()) {
            new TopicCreation(admin).create(topics);
            set(admin, topics.events().name(), "retention.ms", "-1");
            set(admin, topics.adapters().name(), "min.cleanable.dirty.ratio", "0.5");

            new TopicCreation(admin).create(topics);

            assertThat(config(admin, topics.events().name()).get("retention.ms").value())
                    .isEqualTo("-1");
        }
    }

    @Test
    default void shouldNotCompactEventsOfAnEarlierVersion() throws Exception {
        Topics topics = fresh(1);
        try (Admin admin = new BrokerClients(bootstrapServers()).admin()) {
            new TopicCreation(admin).create(topics);
            set(admin, topics.events().name(), "cleanup.policy", "delete");

            new TopicCreation(admin).create(topics);

            assertThat(config(admin, topics.events().name())
                            .get("cleanup.policy")
                            .value())
                    .isEqualTo("delete");
        }
    }

    private static Topics fresh(int partitions) {
        return Topics.of("topics-" + UUID.randomUUID() + ".", partitions);
    }

    private static Config config(Admin admin, String topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return admin.describeConfigs(List.of(resource)).all().get().get(resource);
    }

    private static void set(Admin admin, String topic, String name, String value) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        AlterConfigOp change = new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
        admin.incrementalAlterConfigs(Map.of(resource, List.of(change))).all().get();
        await().atMost(Duration.ofMinutes(1))
                .until(() -> config(admin, topic).get(name).value().equals(value));
    }
}
