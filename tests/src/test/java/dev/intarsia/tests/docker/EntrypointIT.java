package dev.intarsia.tests.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.intarsia.stack.port.Port;
import dev.intarsia.tests.cluster.LocalClusterTest;
import dev.intarsia.tests.cluster.TestCluster;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The image's scripts on this machine, with the environment of the compose file, on another broker and registry. */
@LocalClusterTest
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "The scripts need bash.")
class EntrypointIT {
    private static final String SCRIPTS = Checkout.ROOT.resolve("docker").toString();

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"ingest, HTTP_PORT", "assembler-stream, MANAGEMENT_PORT"})
    void shouldRunAServiceUntilItIsHealthyAndEndOnASignal(String service, String portKey, TestCluster cluster)
            throws Exception {
        int port = Port.any().claim();
        Map<String, String> environment = Compose.environment(service);
        environment.put("KAFKA_BOOTSTRAP_SERVERS", cluster.bootstrapServers());
        environment.put("SCHEMA_REGISTRY_URL", cluster.registryUrl());
        environment.put("KAFKA_TOPIC_PREFIX", cluster.topics().events().name().replace("events", ""));
        environment.computeIfPresent(
                "KAFKA_PARTITIONS",
                (key, given) -> Integer.toString(cluster.topics().events().partitions()));
        environment.computeIfPresent(
                "STATE_DIRECTORY", (key, given) -> directory.resolve("state").toString());
        environment.put("MANAGEMENT_PORT", "0");
        environment.put(portKey, Integer.toString(port));
        assertThat(run(Map.of(), "healthy.sh", Integer.toString(port), "/readyz")
                        .waitFor())
                .isNotZero();

        Process process = run(environment, "entrypoint.sh", "serve", service);
        try {
            await().atMost(Duration.ofMinutes(3)).until(() -> {
                assertThat(process.isAlive()).as("see %s", log()).isTrue();
                return run(Map.of(), "healthy.sh", Integer.toString(port), "/readyz")
                                .waitFor()
                        == 0;
            });
            process.destroy();

            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void shouldRefuseAnUnknownService() throws Exception {
        Process process = run(Map.of(), "entrypoint.sh", "serve", "dishes");

        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(log()).content().contains("'dishes' is no service").contains("inference-gateway");
    }

    private Process run(Map<String, String> environment, String script, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Path.of(SCRIPTS, script).toString());
        builder.command().addAll(List.of(arguments));
        builder.environment().putAll(environment);
        builder.environment().put("INTARSIA_HOME", Checkout.ROOT.toString());
        return builder.directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log()))
                .start();
    }

    private File log() {
        return directory.resolve("log").toFile();
    }
}
