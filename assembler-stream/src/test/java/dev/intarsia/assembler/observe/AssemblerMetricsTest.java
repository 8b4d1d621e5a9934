package dev.intarsia.assembler.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.pieces.pool.GateKind;
import dev.intarsia.pieces.pool.PiecePool;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;

class AssemblerMetricsTest {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @Test
    void shouldServeTheMetersOfTheAssembler() {
        AssemblerMetrics metrics = new AssemblerMetrics(registry);

        metrics.duplicate();
        metrics.stateWritten(12_000);
        metrics.stateWritten(16_000);
        metrics.poolInUse(PiecePool.empty("base", GateKind.GRADIENT));

        assertThat(registry.scrape())
                .contains("intarsia_assembler_signatures_duplicate_total 1.0")
                .contains("intarsia_assembler_assignments_total{cause=\"history\"} 0.0")
                .contains("intarsia_assembler_pool_pieces 0.0")
                .contains("intarsia_assembler_state_bytes_count 2")
                .contains("intarsia_assembler_state_bytes_sum 28000.0")
                .contains("intarsia_assembler_age_seconds_bucket");
    }
}
