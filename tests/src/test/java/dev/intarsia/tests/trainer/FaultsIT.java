package dev.intarsia.tests.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.benchmarks.faults.FaultsBenchmark;
import dev.intarsia.benchmarks.faults.FaultsOptions;
import dev.intarsia.benchmarks.faults.FaultsResult;
import dev.intarsia.model.fixture.TinyCheckpoint;
import dev.intarsia.stack.broker.BrokerProcess;
import dev.intarsia.tests.cluster.LocalClusterTest;
import dev.intarsia.tests.cluster.TestCluster;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The short form of {@code intarsia bench faults}: two trainers that are killed five times, and once the broker. With the
 * system property {@code intarsia.tests.long} they are killed thirty times, and the broker twice.
 */
@LocalClusterTest
class FaultsIT {
    private static final boolean LONG = Boolean.getBoolean("intarsia.tests.long");
    private static final int KILLS = LONG ? 30 : 5;
    private static final int BROKER_KILLS = LONG ? 2 : 1;
    private static final int EVENTS = 60 * (KILLS + 1);
    private static final int USERS = 6;

    @TempDir
    Path directory;

    private final TestCluster cluster;

    FaultsIT(TestCluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void shouldLearnFromEachEventOnceHoweverOftenProcessesAreKilled() throws Exception {
        Path output = directory.resolve("results");
        Path model = Files.createDirectories(directory.resolve("model"));
        FaultsOptions options = new FaultsOptions(
                output,
                KILLS,
                BROKER_KILLS,
                EVENTS,
                USERS,
                7,
                USERS,
                Map.of(
                        "model.path", TinyCheckpoint.UNDECIDED.write(model).toString(),
                        "model.rank", "4",
                        "model.alpha", "4",
                        "update.every", "4",
                        "signatures.sketch", "16"));
        ByteArrayOutputStream said = new ByteArrayOutputStream();

        FaultsResult result;
        Files.createDirectories(output);
        try (BrokerProcess broker = BrokerProcess.start(directory.resolve("broker"), output.resolve("broker.out"));
                PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            result = FaultsBenchmark.run(options, broker, cluster.registryUrl(), out);
        }

        String protocol = said.toString(StandardCharsets.UTF_8);
        assertThat(result.sound()).as(protocol).isTrue();
        assertThat(result.kills()).isEqualTo(KILLS);
        assertThat(result.killsAt()).as(protocol).containsKeys("INSIDE_COMMIT", "RESTORE");
        assertThat(result.brokerKills()).isEqualTo(BROKER_KILLS);
        assertThat(result.events()).isEqualTo(EVENTS);
        assertThat(result.duplicates()).isPositive();
        assertThat(result.lineages()).as(protocol).isEqualTo(USERS);
        assertThat(result.usersNotChecked()).isZero();
        assertThat(output.resolve("faults.json")).content().contains("\"max_weight_difference\"");
        assertThat(output.resolve("faults.md")).content().contains("| events lost | 0 |");
    }
}
