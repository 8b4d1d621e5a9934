package dev.intarsia.trainer.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class FaultIsolationTest {
    private static final int MOST = 64;
    private static final RuntimeException FAULT = new IllegalArgumentException("index 7 of 7");

    private final FaultIsolation isolation = new FaultIsolation(MOST);

    @Test
    void shouldFindEveryRecordThatMakesABatchFailAndCommitAllOthersInOrder() {
        Random random = new Random(7);
        for (int round = 0; round < 50; round++) {
            int records = 1 + random.nextInt(300);
            Set<Long> bad = new TreeSet<>();
            for (int i = random.nextInt(5); i > 0; i--) {
                bad.add((long) random.nextInt(records));
            }

            Outcome outcome = work(records, bad);

            assertThat(outcome.refused()).containsExactlyElementsOf(bad);
            assertThat(outcome.committed())
                    .containsExactlyElementsOf(LongStream.range(0, records)
                            .filter(offset -> !bad.contains(offset))
                            .boxed()
                            .toList());
        }
    }

    @Test
    void shouldTakeWholeBatchesAgainOnceTheRecordIsFound() {
        work(200, Set.of(3L));

        assertThat(isolation.limit()).isEqualTo(MOST);
    }

    @Test
    void shouldNotBlameTheNextRecordForTheOneBeforeIt() {
        isolation.failed(List.of(record(5)), FAULT);

        assertThat(isolation.isBlamed(List.of(record(5)))).isTrue();
        assertThat(isolation.isBlamed(List.of(record(6)))).isFalse();
        assertThat(isolation.isBlamed(List.of(record(5), record(6)))).isFalse();
        isolation.succeeded(List.of(record(5)), 0);
        assertThat(isolation.isBlamed(List.of(record(5)))).isFalse();
    }

    @Test
    void shouldStopWithASentenceWhereEveryRecordFails() {
        Set<Long> all = new TreeSet<>(LongStream.range(0, 1000).boxed().toList());
        Outcome outcome = new Outcome(new ArrayList<>(), new ArrayList<>());

        assertThatThrownBy(() -> work(1000, all, outcome))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("100 events in a row")
                .hasMessageContaining("events-0 at offset 100")
                .hasMessageContaining("start the trainer again")
                .hasCause(FAULT);
        assertThat(outcome.refused()).hasSize(FaultIsolation.MOST_IN_A_ROW);
        assertThat(outcome.committed()).isEmpty();
    }

    @Test
    void shouldGoOnWhereARecordNowAndThenCanBeWorkedOn() {
        Set<Long> bad = new TreeSet<>(LongStream.range(0, 1000)
                .filter(offset -> offset % 90 != 0)
                .boxed()
                .toList());

        Outcome outcome = work(1000, bad);

        assertThat(outcome.refused()).containsExactlyElementsOf(bad);
    }

    @Test
    void shouldNotTakeACommitForWorkWhereNothingOfItWasAccepted() {
        for (long offset = 0; offset < 2L * FaultIsolation.MOST_IN_A_ROW; offset += 2) {
            isolation.failed(List.of(record(offset)), FAULT);
            isolation.succeeded(List.of(record(offset)), 0);
            isolation.succeeded(List.of(record(offset + 1)), 0);
            isolation.succeeded(List.of(), 0);
        }

        assertThatThrownBy(() -> isolation.failed(List.of(record(500)), FAULT)).hasMessageContaining("in a row");
    }

    /** What is committed goes on where the last start stopped, so that nothing is drained start by start. */
    @Test
    void shouldStopAtTheSameRecordHoweverOftenItIsStartedAgain() {
        int refused = 0;
        int standing = 0;
        for (int start = 0; start < 20; start++) {
            FaultIsolation started = new FaultIsolation(MOST);
            started.resume(standing);
            try {
                for (int turn = 0; turn < 30; turn++) {
                    List<ConsumerRecord<byte[], byte[]>> one = List.of(record(refused));
                    started.failed(one, FAULT);
                    standing = started.inARowAfter(one, 0);
                    started.succeeded(one, 0);
                    refused++;
                }
            } catch (IllegalStateException stopped) {
                assertThat(stopped).hasMessageContaining("events-0 at offset 100");
            }
        }

        assertThat(refused).isEqualTo(FaultIsolation.MOST_IN_A_ROW);
        assertThat(standing).isEqualTo(FaultIsolation.MOST_IN_A_ROW);
    }

    @Test
    void shouldCountAnewAfterARestartOnceARecordCanBeWorkedOn() {
        isolation.resume(FaultIsolation.MOST_IN_A_ROW);

        assertThat(isolation.inARowAfter(List.of(record(5)), 1)).isZero();
        isolation.succeeded(List.of(record(5)), 1);
        isolation.failed(List.of(record(6)), FAULT);

        assertThat(isolation.inARowAfter(List.of(record(6)), 0)).isEqualTo(1);
    }

    private record Outcome(List<Long> committed, List<Long> refused) {}

    /** As the loop does: batches from the front of what waits, of which any with a bad record fails. */
    private Outcome work(int records, Set<Long> bad) {
        Outcome outcome = new Outcome(new ArrayList<>(), new ArrayList<>());
        work(records, bad, outcome);
        return outcome;
    }

    private void work(int records, Set<Long> bad, Outcome outcome) {
        long next = 0;
        while (next < records) {
            List<ConsumerRecord<byte[], byte[]>> batch = LongStream.range(
                            next, Math.min(records, next + isolation.limit()))
                    .mapToObj(FaultIsolationTest::record)
                    .toList();
            if (isolation.isBlamed(batch)) {
                outcome.refused().add(next);
            } else if (batch.stream().anyMatch(record -> bad.contains(record.offset()))) {
                isolation.failed(batch, FAULT);
                continue;
            } else {
                batch.forEach(record -> outcome.committed().add(record.offset()));
            }
            next += batch.size();
            isolation.succeeded(batch, isolation.isBlamed(batch) ? 0 : batch.size());
        }
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset) {
        return new ConsumerRecord<>("events", 0, offset, null, null);
    }
}
