package dev.intarsia.stack.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.model.adapter.ModuleShape;
import dev.intarsia.model.example.Example;
import dev.intarsia.model.train.UserUpdate;
import dev.intarsia.oppu.learn.TrainedKind;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.trainer.observe.TrainerMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainerMetersTest {
    @Test
    void shouldSumTheRowsOfAllKindsOfAdapters() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        TrainerMetrics metrics = new TrainerMetrics(registry);
        assertThat(new TrainerMeters(registry.scrape()).rows()).isZero();

        metrics.trained(TrainedKind.OWN, update(3));
        metrics.trained(TrainedKind.RESIDUAL, update(2));

        assertThat(new TrainerMeters(registry.scrape()).rows()).isEqualTo(5);
    }

    private static UserUpdate update(int rows) {
        Example example = new Example(new int[] {1, 2}, 1);
        AdapterLayout layout = new AdapterLayout(1, 1, List.of(new ModuleShape(ModuleId.parse("0.q"), 1, 1)));
        return new UserUpdate(AdapterState.zero(layout), List.of(Collections.nCopies(rows, example)), 0);
    }
}
