package dev.intarsia.tests.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code intarsia bench knowledge} in its short form: that it runs and adds up, not how fast anything is. */
class BenchKnowledgeIT {
    @TempDir
    private Path directory;

    @Test
    void shouldMeasureWhatThePastCosts() throws Exception {
        Path out = directory.resolve("bench");
        try (IntarsiaProcess bench = IntarsiaProcess.start(
                directory, "bench", "knowledge", "--quick", "--users=50", "--max-events=40", "--out=" + out)) {
            assertThat(bench.await()).as(bench.words()).isZero();
            assertThat(bench.words())
                    .contains("first token, 1 at once, pasts kept in memory", "history store: 50 users");
        }
        JsonNode result =
                new ObjectMapper().readTree(out.resolve("knowledge.json").toFile());

        assertThat(result.path("first_tokens")).hasSize(4).allSatisfy(figures -> {
            assertThat(figures.path("pairs").asInt())
                    .isEqualTo(4 * figures.path("streams").asInt());
            assertThat(figures.at("/ratio_p50/value").asDouble())
                    .isCloseTo(
                            figures.path("known_p50_millis").asDouble()
                                    / figures.path("plain_p50_millis").asDouble(),
                            within(1e-9))
                    .isBetween(
                            figures.at("/ratio_p50/low").asDouble(),
                            figures.at("/ratio_p50/high").asDouble());
        });
        JsonNode store = result.path("store");
        assertThat(store.path("most_events").asInt()).isEqualTo(40);
        assertThat(store.path("most_bytes").asLong())
                .isBetween(1L, store.path("max_bytes").asLong());
        assertThat(store.path("users_over_bounds").asInt()).isZero();
        assertThat(store.path("users_kept_otherwise").asInt()).isZero();
        assertThat(store.path("sent_events").asInt()).isEqualTo(45 * 48 + 5 * 20);
        assertThat(store.path("kept_events").asInt()).isBetween(45 * 40, 45 * 40 + 5 * 16);
        assertThat(store.path("disk_bytes").asLong()).isPositive();
        assertThat(result.at("/past/whole_p50_millis").asDouble()).isPositive();
    }
}
