package dev.intarsia.trainer.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.model.adapter.ModuleShape;
import dev.intarsia.model.example.Example;
import dev.intarsia.model.train.UserUpdate;
import dev.intarsia.oppu.learn.HoldReason;
import dev.intarsia.oppu.learn.TrainedKind;
import dev.intarsia.pieces.module.ModuleId;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainerMetricsTest {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final TrainerMetrics metrics = new TrainerMetrics(registry);

    @Test
    void shouldServeWhatBatchesDid() {
        metrics.committed(new BatchReport(
                10, 2, 1, 3, 0, 4, 1, Map.of(), 2, 16, 2, 5, 3, 500, new LossSums(10, 20, 4, 8, 6), 250));
        metrics.committed(new BatchReport(
                5, 0, 0, 0, 0, 1, 0, Map.of(HoldReason.NORM, 1L), 0, 0, 0, 0, 0, 0, LossSums.NONE, 100));
        metrics.fresh(Instant.EPOCH, Instant.EPOCH.plusSeconds(2));
        metrics.standing(7, 30, 2, 0);
        metrics.failed("aborted");

        assertThat(registry.scrape())
                .contains("intarsia_trainer_events_total{outcome=\"learned\"} 15.0")
                .contains("intarsia_trainer_events_total{outcome=\"duplicate\"} 2.0")
                .contains("intarsia_trainer_events_total{outcome=\"refused\"} 3.0")
                .contains("intarsia_trainer_updates_total{outcome=\"published\"} 5.0")
                .contains("intarsia_trainer_updates_total{outcome=\"dropped\"} 1.0")
                .contains("intarsia_trainer_updates_total{outcome=\"held-norm\"} 1.0")
                .contains("intarsia_trainer_updates_total{outcome=\"held-not-finite\"} 0.0")
                .contains("intarsia_trainer_drifts_total 2.0")
                .contains("intarsia_trainer_pieces_total{change=\"published\"} 16.0")
                .contains("intarsia_trainer_pieces_total{change=\"kept\"} 5.0")
                .contains("intarsia_trainer_gates_seconds_count 1")
                .contains("intarsia_trainer_gates_seconds_sum 0.5")
                .contains("intarsia_trainer_loss_sum{under=\"base\"} 2.0")
                .contains("intarsia_trainer_loss_sum{under=\"own\"} 1.5")
                .contains("intarsia_trainer_freshness_seconds_sum 2.0")
                .contains("intarsia_trainer_lag 7.0")
                .contains("intarsia_trainer_users 30.0")
                .contains("intarsia_trainer_transactions_failed_total{outcome=\"aborted\"} 1.0");
    }

    @Test
    void shouldCountTheRowsThatAdaptersAreTrainedOn() {
        Example example = new Example(new int[] {1, 2}, 1);
        AdapterState start =
                AdapterState.zero(new AdapterLayout(1, 1, List.of(new ModuleShape(ModuleId.parse("0.q"), 1, 1))));

        metrics.trained(
                TrainedKind.OWN, new UserUpdate(start, List.of(List.of(example, example), List.of(example)), 0));
        metrics.trained(TrainedKind.OWN, new UserUpdate(start, List.of(List.of(example)), 1));
        metrics.trained(TrainedKind.RESIDUAL, new UserUpdate(start, List.of(List.of(example, example)), 0));

        assertThat(registry.scrape())
                .contains("intarsia_trainer_rows_total{kind=\"own\"} 4.0")
                .contains("intarsia_trainer_rows_total{kind=\"residual\"} 2.0");
    }

    @Test
    void shouldServeWhereBatchesSpendTheirTime() {
        PhaseClock clock = new PhaseClock();
        clock.end(BatchPhase.POLL);
        clock.end(BatchPhase.WORK);

        metrics.phases(clock);
        metrics.phases(clock);

        assertThat(registry.scrape())
                .contains("intarsia_trainer_phase_seconds_count{phase=\"poll\"} 2")
                .contains("intarsia_trainer_phase_seconds_count{phase=\"work\"} 2")
                .contains("intarsia_trainer_phase_seconds_sum{phase=\"work\"}")
                .doesNotContain("phase=\"store\"");
    }

    @Test
    void shouldAddLossesUpOverBatches() {
        LossSums sums = new LossSums(10, 20, 4, 8, 6).plus(new LossSums(10, 10, 6, 7, 4));

        assertThat(sums.meanBase()).isEqualTo(1.5);
        assertThat(sums.gain()).isEqualTo(0.5);
    }
}
