package dev.intarsia.benchmarks.assembler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That everything in memory runs and is reported; never how fast. */
class AssemblerBenchmarkTest {
    private static final List<String> POSITIVE = List.of(
            "signatures_per_second_memory",
            "arithmetic_limit_ratio",
            "assignments_per_signature",
            "state_bytes_per_user",
            "reassembly_seconds_100k_users",
            "pool_change_ms_10000_pieces",
            "pool_first_build_ms_10000_pieces",
            "pool_resample_ms_10000_pieces",
            "storage_ratio_2000_users",
            "storage_break_even_users",
            "compute_ratio_2000_users");

    @Test
    void shouldMeasureEverythingAndSayOnWhat(@TempDir Path out) throws IOException, InterruptedException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();

        AssemblerBenchmark.run(
                new AssemblerBenchmarkOptions(out, 2, Optional.empty(), out, true), new PrintStream(said));

        JsonNode report =
                new ObjectMapper().readTree(out.resolve("assembler.json").toFile());
        assertThat(POSITIVE)
                .allSatisfy(key -> assertThat(report.path(key).asDouble())
                        .as(key)
                        .isPositive()
                        .isFinite());
        assertThat(report.path("stale_users_after_pool_churn").asDouble()).isZero();
        assertThat(report.path("signatures_per_second_eos").isNull()).isTrue();
        assertThat(report.path("machine").path("processor").asText()).isNotEmpty();
        assertThat(report.path("storage_curve")).hasSizeGreaterThan(10);
        assertThat(out.resolve("assembler.md")).content().contains("| Signatures counted by one core in memory |");
        assertThat(out.resolve("assembler.html")).content().contains("<polyline");
        assertThat(said.toString()).contains("mean nothing");
    }
}
