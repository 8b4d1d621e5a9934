package dev.intarsia.schemas.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.junit.jupiter.api.Test;

class PartitionTest {
    private static final Topics TOPICS = Topics.of("", 7);

    @Test
    void shouldBeWhereKafkaPutsTheUser() {
        for (int i = 0; i < 1000; i++) {
            String user = "user-" + i;

            assertThat(TOPICS.signatures().partition(user, 7))
                    .isEqualTo(BuiltInPartitioner.partitionForKey(user.getBytes(UTF_8), 7));
        }
    }

    @Test
    void shouldBeTheUsersPartitionForEachOfTheirModules() {
        for (int i = 0; i < 200; i++) {
            String user = "a/user/" + i;
            int partition = TOPICS.signatures().partition(user, 7);

            assertThat(TOPICS.adapters().partition(new ModuleKey(user, "3.q"), 7))
                    .isEqualTo(partition);
            assertThat(TOPICS.events().partition(new EventKey(user, "e1", "x"), 7))
                    .isEqualTo(partition);
            assertThat(TOPICS.pieces().partition(new ModuleKey(user, "11.v"), 7))
                    .isEqualTo(partition);
        }
    }

    @Test
    void shouldMatchTheProducersPartitioner() {
        Cluster cluster = cluster("t", 7);
        try (UserPartitioner partitioner = new UserPartitioner()) {
            for (int i = 0; i < 200; i++) {
                String user = "user-" + i;
                ModuleKey module = new ModuleKey(user, "0.q");
                byte[] keyBytes = module.toString().getBytes(UTF_8);
                int expected = TOPICS.signatures().partition(user, 7);

                assertThat(partitioner.partition("t", module, keyBytes, null, null, cluster))
                        .isEqualTo(expected);
                EventKey event = new EventKey(user, "e1", "x");
                assertThat(partitioner.partition("t", event, event.toString().getBytes(UTF_8), null, null, cluster))
                        .isEqualTo(expected);
                assertThat(partitioner.partition("t", user, user.getBytes(UTF_8), null, null, cluster))
                        .isEqualTo(expected);
            }
            assertThat(partitioner.partition("t", null, null, null, new byte[] {1}, cluster))
                    .isBetween(0, 6);
            assertThat(partitioner.partition("t", null, null, null, null, cluster))
                    .isZero();
        }
    }

    private static Cluster cluster(String topic, int partitions) {
        Node node = new Node(1, "localhost", 1);
        List<PartitionInfo> infos = IntStream.range(0, partitions)
                .mapToObj(i -> new PartitionInfo(topic, i, node, new Node[] {node}, new Node[] {node}))
                .toList();
        return new Cluster("c", List.of(node), infos, Set.of(), Set.of());
    }
}
