package dev.intarsia.tests.loop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** That trainers' starts are measured and reported; never how long they take. Part of the long form of tests alone. */
@EnabledIfSystemProperty(named = "intarsia.tests.long", matches = "true")
class BenchTrainerIT {
    @TempDir
    private Path directory;

    @Test
    void shouldMeasureTrainersWithAndWithoutTheirStore() throws Exception {
        Path out = directory.resolve("bench");

        try (IntarsiaProcess bench =
                IntarsiaProcess.start(directory, "bench", "trainer", "--part", "starts", "--quick", "--out=" + out)) {
            assertThat(bench.await()).as(bench.words()).isZero();
            assertThat(bench.words()).contains("| Heap with 10,000 users |").contains("mean nothing");
        }

        JsonNode report =
                new ObjectMapper().readTree(out.resolve("trainer.json").toFile());
        assertThat(List.of(
                        "ready_seconds_empty",
                        "ready_seconds_1m_events",
                        "ready_seconds_1m_events_no_disk",
                        "ready_processor_seconds_1m_events",
                        "heap_mib_10k_users",
                        "eos_vs_at_least_once"))
                .allSatisfy(
                        key -> assertThat(report.path(key).asDouble()).as(key).isPositive());
        JsonNode pauses = report.path("details").path("partition_pauses");
        assertThat(pauses.path("moved")).hasSize(4);
        assertThat(pauses.path("stayed")).hasSize(4);
        assertThat(report.path("freshness_p50_seconds").isNull()).isTrue();
    }
}
