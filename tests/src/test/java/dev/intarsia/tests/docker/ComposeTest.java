package dev.intarsia.tests.docker;

import static java.util.Locale.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.schemas.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComposeTest {
    private static final Map<String, Object> COMPOSE = Checkout.yaml("docker/compose.yaml");

    @Test
    void runsTheBrokerTheRegistryAndEveryService() {
        assertThat(services().keySet())
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
    void setsOnlyKeysThatTheServiceHas(String service) {
        Set<String> known = Checkout.defaults(service).keySet().stream()
                .map(key -> key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(ROOT))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(environment(service).keySet()).isNotEmpty().isSubsetOf(known);
        assertThat(list(service, "command")).containsExactly("serve", service);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "trainer-consumer", "assembler-stream", "inference-gateway"})
    void connectsEachServiceWithTheSameBrokerAndRegistry(String service) {
        List<String> topics = list("topics", "command");

        assertThat(environment(service).get("KAFKA_BOOTSTRAP_SERVERS"))
                .isEqualTo(topics.get(topics.indexOf("--bootstrap-servers") + 1));
        assertThat(environment(service).get("SCHEMA_REGISTRY_URL"))
                .isEqualTo(topics.get(topics.indexOf("--schema-registry") + 1));
        if (environment(service).containsKey("KAFKA_PARTITIONS")) {
            assertThat(environment(service).get("KAFKA_PARTITIONS"))
                    .isEqualTo(topics.get(topics.indexOf("--partitions") + 1));
        }
    }

    @Test
    void createsTheTopicsWithTheCataloguesOwnNumberOfPartitions() {
        List<String> topics = list("topics", "command");

        assertThat(topics).startsWith("topics");
        assertThat(topics.get(topics.indexOf("--partitions") + 1))
                .isEqualTo(Integer.toString(Topics.DEFAULT_PARTITIONS));
    }

    @ParameterizedTest
    @CsvSource({
        "inference-gateway, 8080, HTTP_PORT",
        "ingest, 8081, INGEST_HTTP_PORT",
        "trainer-consumer, 8082, METRICS_PORT",
        "assembler-stream, 8083, METRICS_PORT"
    })
    void publishesThePortThatIsListenedOnAndAskedForHealth(String service, String port, String key) {
        assertThat(environment(service)).containsEntry(key, port);
        assertThat(list(service, "ports")).containsExactly("127.0.0.1:" + port + ":" + port);
        assertThat(health(service)).contains("/opt/intarsia/docker/healthy.sh", port);
    }

    @Test
    void publishesTheRegistryAndTheBrokerWhereTheyListen() {
        assertThat(list("registry", "ports")).containsExactly("127.0.0.1:8085:8085");
        assertThat(environment("registry").get("SCHEMA_REGISTRY_LISTENERS")).endsWith(":8085");
        assertThat(list("broker", "ports")).containsExactly("127.0.0.1:9092:9092");
        assertThat(environment("broker").get("KAFKA_ADVERTISED_LISTENERS"))
                .contains("INSIDE://broker:19092", "OUTSIDE://localhost:9092");
        assertThat(environment("broker")).containsEntry("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
    }

    @Test
    void pinsImagesToTheVersionsThisBuildUses() {
        assertThat(service("broker").get("image")).isEqualTo("apache/kafka:" + Checkout.version("kafka.version"));
        assertThat(service("registry").get("image"))
                .isEqualTo("confluentinc/cp-schema-registry:"
                        + Checkout.built("io.confluent", "kafka-schema-registry-client"));
        assertThat(ours())
                .allSatisfy(name -> assertThat(service(name).get("image"))
                        .isEqualTo("intarsia:" + Checkout.built("dev.intarsia", "intarsia-schemas")));
    }

    @Test
    void waitsForWhatIsThereAndKeepsDataInDeclaredVolumes() {
        Map<?, ?> volumes = (Map<?, ?>) COMPOSE.get("volumes");
        services().keySet().forEach(name -> {
            Map<?, ?> dependencies = (Map<?, ?>) service(name).getOrDefault("depends_on", Map.of());
            dependencies.keySet().forEach(dependency -> assertThat(services()).containsKey((String) dependency));
            list(name, "volumes")
                    .forEach(volume -> assertThat(volumes.containsKey(volume.split(":")[0]))
                            .as(volume)
                            .isTrue());
        });
        assertThat(ours().filter(name -> !name.equals("topics")))
                .allSatisfy(name -> assertThat(service(name).get("depends_on").toString())
                        .contains("topics={condition=service_completed_successfully}"));
    }

    @Test
    void watchesTheHealthOfEverythingThatStays() {
        assertThat(services().keySet().stream().filter(name -> !name.equals("topics")))
                .allSatisfy(name -> assertThat(health(name)).startsWith("CMD"));
    }

    private static Stream<String> ours() {
        return services().keySet().stream().filter(name -> service(name).containsKey("build"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> services() {
        return (Map<String, Map<String, Object>>) COMPOSE.get("services");
    }

    private static Map<String, Object> service(String name) {
        return services().get(name);
    }

    private static Map<String, String> environment(String service) {
        Map<?, ?> values = (Map<?, ?>) service(service).get("environment");
        Map<String, String> text = new TreeMap<>();
        values.forEach((name, value) -> text.put(name.toString(), value.toString()));
        return text;
    }

    @SuppressWarnings("unchecked")
    private static List<String> health(String service) {
        return (List<String>) ((Map<String, Object>) service(service).get("healthcheck")).get("test");
    }

    @SuppressWarnings("unchecked")
    private static List<String> list(String service, String key) {
        return (List<String>) service(service).getOrDefault(key, List.of());
    }
}
