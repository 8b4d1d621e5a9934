package dev.intarsia.ingest.erase;

import static dev.intarsia.schemas.topic.ErasureKey.ASSEMBLER;
import static dev.intarsia.schemas.topic.ErasureKey.GATEWAY;
import static dev.intarsia.schemas.topic.ErasureKey.REQUEST;
import static dev.intarsia.schemas.topic.ErasureKey.RETRACTIONS;
import static dev.intarsia.schemas.topic.ErasureKey.TRAINER_EVENTS;
import static dev.intarsia.schemas.topic.ErasureKey.TRAINER_RECORDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.schemas.avro.ErasureProgress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ErasureCompletionTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final ErasureLog log = new ErasureLog();

    @Test
    void shouldWaitForNobodyButTheTrainerWhereNobodyElseEverReported() {
        say("one", REQUEST, NOON, true);
        assertThat(waitsFor("one")).containsExactly(TRAINER_EVENTS);

        say("one", TRAINER_EVENTS, NOON, false);
        assertThat(waitsFor("one")).containsExactly(TRAINER_EVENTS);

        say("one", TRAINER_EVENTS, NOON, true);
        assertThat(waitsFor("one")).isEmpty();
    }

    @Test
    void shouldWaitForServicesThatHaveReportedLately() {
        say("before", ASSEMBLER, NOON.minus(ErasureCompletion.LATELY).plusMillis(1), true);
        say("before", GATEWAY, NOON.minus(ErasureCompletion.LATELY), true);
        say("one", TRAINER_EVENTS, NOON, true);
        assertThat(waitsFor("one")).containsExactly(ASSEMBLER);

        say("another", GATEWAY, NOON, true);
        assertThat(waitsFor("one")).containsExactly(ASSEMBLER, GATEWAY);

        say("one", ASSEMBLER, NOON, true);
        say("one", GATEWAY, NOON, true);
        assertThat(waitsFor("one")).isEmpty();
    }

    @Test
    void shouldWaitForTheAssemblerOfAnEventOnlyWhereItHasASignatureToTakeOut() {
        say("before", ASSEMBLER, NOON, true);
        for (long retractions : List.of(0L, 1L)) {
            log.put(new ErasureProgress(
                    "one", TRAINER_RECORDS, NOON, NOON, Map.of(RETRACTIONS, retractions), Map.of(), true, NOON));
            say("one", TRAINER_EVENTS, NOON, true);

            assertThat(waitsFor("one")).isEqualTo(retractions == 0 ? List.of() : List.of(ASSEMBLER));
        }
    }

    private List<String> waitsFor(String erasure) {
        return ErasureCompletion.waitsFor(log.of(erasure), log, NOON);
    }

    private void say(String erasure, String part, Instant when, boolean complete) {
        log.put(new ErasureProgress(erasure, part, NOON, when, Map.of(), Map.of(), complete, NOON));
    }
}
