package dev.intarsia.tests.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.intarsia.gateway.GatewayService;
import dev.intarsia.gateway.config.GatewayConfig;
import dev.intarsia.model.engine.EngineOptions;
import dev.intarsia.model.fixture.TinyCheckpoint;
import dev.intarsia.model.fixture.TinyModel;
import dev.intarsia.stack.attack.AttackResult;
import dev.intarsia.stack.attack.AttackRun;
import dev.intarsia.stack.attack.AttackTarget;
import dev.intarsia.tests.cluster.LocalClusterTest;
import dev.intarsia.tests.cluster.TestCluster;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The attacks of {@code intarsia attack} in their short form. */
@LocalClusterTest
class AttackIT {
    private static final int CONNECTIONS = 30;
    private static final Duration HOLD = Duration.ofSeconds(1);

    @Test
    void shouldWithstandEveryAttack(@TempDir Path directory, TestCluster cluster) throws Exception {
        Path checkpoint = TinyCheckpoint.DECIDED.withContext(4096).write(directory.resolve("tiny"));
        GatewayConfig config = GatewayConfig.SETTINGS.with(settings(directory, checkpoint, cluster));
        try (TinyModel tiny = TinyModel.open(checkpoint, EngineOptions.of(config.model()));
                GatewayService gateway = new GatewayService(config, tiny.model(), tiny.tokenizer())) {
            gateway.start();
            await().atMost(Duration.ofMinutes(1)).until(gateway::ready);

            List<AttackResult> results = AttackRun.on(
                    new AttackTarget(
                            root(gateway.port()),
                            Optional.of(root(gateway.managementPort())),
                            "tiny",
                            CONNECTIONS,
                            HOLD),
                    result -> {});

            assertThat(results).filteredOn(result -> !result.ok()).isEmpty();
            assertThat(results)
                    .extracting(AttackResult::attack)
                    .contains("slow bodies", "bad chunk", "half-close", "pipelining", "aborted streams");
        }
    }

    private static Map<String, String> settings(Path directory, Path checkpoint, TestCluster cluster) {
        String events = cluster.topics().events().name();
        Map<String, String> settings = new HashMap<>();
        settings.put("model.path", checkpoint.toString());
        settings.put("model.rank", "2");
        settings.put("model.alpha", "2");
        settings.put("kafka.bootstrap-servers", cluster.bootstrapServers());
        settings.put("kafka.group-id", "attacked");
        settings.put("kafka.topic-prefix", events.substring(0, events.length() - "events".length()));
        settings.put(
                "kafka.partitions", Integer.toString(cluster.topics().events().partitions()));
        settings.put("schema-registry.url", cluster.registryUrl());
        settings.put("state.directory", directory.resolve("state").toString());
        settings.put("http.host", "127.0.0.1");
        settings.put("http.port", "0");
        settings.put("management.port", "0");
        return settings;
    }

    private static URI root(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }
}
