package dev.intarsia.stack.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.schemas.registry.Registry;
import dev.intarsia.schemas.topic.Topic;
import dev.intarsia.schemas.topic.TopicMismatchException;
import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.stack.port.Port;
import dev.intarsia.stack.port.PortInUseException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalClusterIT {
    @TempDir
    Path data;

    @Test
    void shouldKeepTheCatalogAfterARestart() throws Exception {
        Topics topics = Topics.of("", 2);
        LocalCluster.start(ClusterSettings.anywhere(data, topics)).close();

        try (LocalCluster cluster = LocalCluster.start(ClusterSettings.anywhere(data, topics));
                Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()));
                Registry registry = Registry.connect(cluster.registryUrl())) {
            assertThat(admin.listTopics().names().get())
                    .containsExactlyInAnyOrderElementsOf(
                            topics.all().stream().map(Topic::name).toList());
            assertThat(registry.client().getAllSubjects()).hasSize(11);
            assertThat(registry.client().getCompatibility(null)).isEqualTo("BACKWARD_TRANSITIVE");
        }
    }

    @Test
    void shouldRefuseDataWithOtherNumbersOfPartitions() {
        LocalCluster.start(ClusterSettings.anywhere(data, Topics.of("", 2))).close();

        assertThatThrownBy(() -> LocalCluster.start(ClusterSettings.anywhere(data, Topics.of("", 3))))
                .isInstanceOf(TopicMismatchException.class)
                .hasMessageContaining("events: partitions is 2, not 3");
        LocalCluster.start(ClusterSettings.anywhere(data, Topics.of("", 2))).close();
    }

    @Test
    void shouldStopTheOtherWhereOneCannotStart() throws Exception {
        Topics topics = Topics.of("", 1);
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName(Port.HOST))) {
            Port taken = new Port(other.getLocalPort(), "taken.port");
            Port any = Port.any();

            assertThatThrownBy(() -> LocalCluster.start(ClusterSettings.in(data, taken, any, any, topics)))
                    .isInstanceOf(PortInUseException.class);
            assertThatThrownBy(() -> LocalCluster.start(ClusterSettings.in(data, any, any, taken, topics)))
                    .isInstanceOf(PortInUseException.class);
        }
        LocalCluster.start(ClusterSettings.anywhere(data, topics)).close();
    }
}
