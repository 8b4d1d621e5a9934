package dev.intarsia.tests.docker;

import static java.util.Locale.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.schemas.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComposeTest {
    @Test
    void shouldRunTheBrokerTheRegistryAndEveryService() {
        assertThat(Compose.services().keySet())
                .containsExactlyInAnyOrder(
                        "broker",
                        "registry",
                        "topics",
                        "ingest",
                        "trainer-consumer",
                        "assembler-stream",
                        "inference-gateway");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "trainer-consumer", "assembler-stream", "inference-gateway"})
    void shouldSetOnlyKeysThatTheServiceHas(String service) {
        Set<String> known = Checkout.defaults(service).keySet().stream()
                .map(key -> key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(ROOT))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(Compose.environment(service).keySet()).isNotEmpty().isSubsetOf(known);
        assertThat(Compose.list(service, "command")).containsExactly("serve", service);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "trainer-consumer", "assembler-stream", "inference-gateway"})
    void shouldConnectEachServiceWithTheSameBrokerAndRegistry(String service) {
        List<String> topics = Compose.list("topics", "command");

        assertThat(Compose.environment(service).get("KAFKA_BOOTSTRAP_SERVERS"))
                .isEqualTo(topics.get(topics.indexOf("--bootstrap-servers") + 1));
        assertThat(Compose.environment(service).get("SCHEMA_REGISTRY_URL"))
                .isEqualTo(topics.get(topics.indexOf("--registry") + 1));
        if (Compose.environment(service).containsKey("KAFKA_PARTITIONS")) {
            assertThat(Compose.environment(service).get("KAFKA_PARTITIONS"))
                    .isEqualTo(topics.get(topics.indexOf("--partitions") + 1));
        }
    }

    @Test
    void shouldCreateTheTopicsWithTheCatalogsNumberOfPartitions() {
        List<String> topics = Compose.list("topics", "command");

        assertThat(topics).startsWith("topics");
        assertThat(topics.get(topics.indexOf("--partitions") + 1))
                .isEqualTo(Integer.toString(Topics.DEFAULT_PARTITIONS));
    }

    @ParameterizedTest
    @CsvSource({
        "inference-gateway, 8080, HTTP_PORT",
        "ingest, 8090, HTTP_PORT",
        "trainer-consumer, 8082, MANAGEMENT_PORT",
        "assembler-stream, 8083, MANAGEMENT_PORT"
    })
    void shouldPublishThePortThatTheServiceListensOnAndTheHealthCheckAsks(String service, String port, String key) {
        assertThat(Compose.environment(service)).containsEntry(key, port);
        assertThat(Compose.list(service, "ports")).containsExactly("127.0.0.1:" + port + ":" + port);
        assertThat(Compose.environment(service)).containsEntry(key.replace("PORT", "HOST"), "0.0.0.0");
        assertThat(Compose.health(service)).contains("/opt/intarsia/docker/healthy.sh", port, "/readyz");
    }

    @Test
    void shouldPublishTheRegistryAndTheBrokerWhereTheyListen() {
        assertThat(Compose.list("registry", "ports")).containsExactly("127.0.0.1:8081:8081");
        assertThat(Compose.environment("registry").get("SCHEMA_REGISTRY_LISTENERS"))
                .endsWith(":8081");
        assertThat(Compose.list("broker", "ports")).containsExactly("127.0.0.1:9092:9092");
        assertThat(Compose.environment("broker").get("KAFKA_ADVERTISED_LISTENERS"))
                .contains("INSIDE://broker:19092", "OUTSIDE://localhost:9092");
        assertThat(Compose.environment("broker")).containsEntry("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
    }

    @Test
    void shouldPinImagesToTheVersionsThisBuildUses() {
        assertThat(Compose.service("broker").get("image"))
                .isEqualTo("apache/kafka:" + Checkout.version("kafka.version"));
        assertThat(Compose.service("registry").get("image"))
                .isEqualTo("confluentinc/cp-schema-registry:"
                        + Checkout.built("io.confluent", "kafka-schema-registry-client"));
        assertThat(Compose.ours())
                .allSatisfy(name -> assertThat(Compose.service(name).get("image"))
                        .isEqualTo("intarsia:" + Checkout.built("dev.intarsia", "intarsia-schemas")));
    }

    @Test
    void shouldDependOnDeclaredServicesAndKeepDataInDeclaredVolumes() {
        Map<?, ?> volumes = Compose.volumes();
        Compose.services().keySet().forEach(name -> {
            Map<?, ?> dependencies = (Map<?, ?>) Compose.service(name).getOrDefault("depends_on", Map.of());
            dependencies
                    .keySet()
                    .forEach(dependency -> assertThat(Compose.services()).containsKey((String) dependency));
            Compose.list(name, "volumes")
                    .forEach(volume -> assertThat(volumes.containsKey(volume.split(":")[0]))
                            .as(volume)
                            .isTrue());
        });
        assertThat(Compose.ours().filter(name -> !name.equals("topics")))
                .allSatisfy(name -> assertThat(
                                Compose.service(name).get("depends_on").toString())
                        .contains("topics={condition=service_completed_successfully}"));
    }

    @Test
    void shouldCheckTheHealthOfEveryLongRunningService() {
        assertThat(Compose.services().keySet().stream().filter(name -> !name.equals("topics")))
                .allSatisfy(name -> assertThat(Compose.health(name)).startsWith("CMD"));
    }
}
