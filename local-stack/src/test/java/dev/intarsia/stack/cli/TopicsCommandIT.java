package dev.intarsia.stack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.stack.cluster.ClusterSettings;
import dev.intarsia.stack.cluster.LocalCluster;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TopicsCommandIT {
    @TempDir
    Path data;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldCreateTheCatalogOnceAndRefuseAnother() throws Exception {
        Path settings = Files.writeString(data.resolve("admin.properties"), "client.id = topics-test\n");
        try (LocalCluster cluster = LocalCluster.start(ClusterSettings.anywhere(data, Topics.of("", 1)));
                Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            String[] arguments = {
                "--bootstrap-servers",
                cluster.bootstrapServers(),
                "--registry",
                cluster.registryUrl(),
                "--topic-prefix",
                "staging.",
                "--partitions",
                "3",
                "--broker-settings",
                settings.toString(),
                "--keep-events",
                "7d"
            };

            assertThat(run(arguments)).isZero();
            assertThat(run(arguments)).isZero();
            assertThat(out.toString()).contains("12 topics are on " + cluster.bootstrapServers());
            assertThat(admin.listTopics().names().get()).contains("staging.events", "staging.dead-letters");
            assertThat(retention(admin, "staging.events")).isEqualTo("604800000");
            assertThat(retention(admin, "staging.signatures")).isEqualTo("2592000000");

            arguments[7] = "4";
            assertThat(run(arguments)).isEqualTo(1);
            assertThat(err.toString()).contains("staging.events: partitions is 3, not 4");
        }
    }

    private static String retention(Admin admin, String topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return admin.describeConfigs(List.of(resource))
                .all()
                .get()
                .get(resource)
                .get("retention.ms")
                .value();
    }

    private int run(String... arguments) {
        return new CommandLine(new TopicsCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setExecutionExceptionHandler(new PlainFailures())
                .execute(arguments);
    }
}
