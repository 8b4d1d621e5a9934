package dev.intarsia.tests.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code intarsia bench pipeline} in its short form: that it runs and adds up, not how fast anything is. */
class BenchPipelineIT {
    @TempDir
    private Path directory;

    @Test
    void shouldMeasureTheStackBesideItsEngine() throws Exception {
        Path out = directory.resolve("bench");
        try (IntarsiaProcess bench = IntarsiaProcess.start(directory, "bench", "pipeline", "--quick", "--out=" + out)) {
            assertThat(bench.await()).as(bench.words()).isZero();
            assertThat(bench.words()).contains("pipeline / engine limit:");
        }
        JsonNode result =
                new ObjectMapper().readTree(out.resolve("pipeline.json").toFile());
        assertThat(result.path("events").asInt()).isEqualTo(4 * 16);
        assertThat(result.path("engine_events_per_second"))
                .hasSize(6)
                .allSatisfy(limit -> assertThat(limit.asDouble()).isPositive());
        double median = median(result.path("engine_events_per_second"));
        assertThat(result.path("ratio").asDouble())
                .isCloseTo(result.path("pipeline_events_per_second").asDouble() / median, within(1e-9));
        assertThat(result.path("rows_per_event").asDouble()).isGreaterThan(1);
        assertThat(result.path("cores_used").asDouble()).isPositive();
        assertThat(result.path("precision").asText()).isIn("fp32", "bf16");
    }

    private static double median(JsonNode values) {
        double[] sorted = new double[values.size()];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = values.get(i).asDouble();
        }
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
