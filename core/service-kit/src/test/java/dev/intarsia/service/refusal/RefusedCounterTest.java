package dev.intarsia.service.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.schemas.validation.RefusalReason;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;

class RefusedCounterTest {
    @Test
    void shouldCountUnderOneNameWithServiceTopicOutcomeAndReason() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        RefusedCounter counter = new RefusedCounter(registry, "assembler-stream");

        counter.count("gates", RefusedCounter.Outcome.DEAD_LETTER, RefusalReason.NOT_FINITE);
        counter.count("gates", RefusedCounter.Outcome.DEAD_LETTER, RefusalReason.NOT_FINITE);
        counter.count("gates", RefusedCounter.Outcome.DEAD_LETTER, RefusalReason.DIGEST);

        assertThat(registry.scrape())
                .contains("intarsia_records_refused_total{outcome=\"dead-letter\",reason=\"not-finite\","
                        + "service=\"assembler-stream\",topic=\"gates\"} 2.0")
                .contains("reason=\"digest\",service=\"assembler-stream\",topic=\"gates\"} 1.0");
    }
}
