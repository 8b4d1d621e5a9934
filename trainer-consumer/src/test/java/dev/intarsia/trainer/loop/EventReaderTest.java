package dev.intarsia.trainer.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class EventReaderTest {
    private static final TopicPartition ZERO = new TopicPartition("events", 0);
    private static final TopicPartition ONE = new TopicPartition("events", 1);

    /** What the group has committed; it outlasts every reader. */
    private Map<TopicPartition, OffsetAndMetadata> committed =
            Map.of(ZERO, new OffsetAndMetadata(0), ONE, new OffsetAndMetadata(0));

    @Test
    void shouldFindAfterARestartHowManyInARowWereToBlame() {
        Started first = start();
        assertThat(first.reader().blamedInARow()).isZero();

        first.commit(7, record(ZERO, 0));

        assertThat(start().reader().blamedInARow()).isEqualTo(7);
    }

    /** Else a partition without records would bring an old count back. */
    @Test
    void shouldEndTheCountOnEveryPartitionWithTheFirstRecordThatCanBeWorkedOn() {
        Started before = start();
        before.commit(7, record(ZERO, 0));
        Started after = start();

        after.commit(0, record(ONE, 0));

        assertThat(after.reader().blamedInARow()).isZero();
        assertThat(start().reader().blamedInARow()).isZero();
        assertThat(committed.get(ZERO).offset()).isEqualTo(1);
        assertThat(committed.get(ONE).offset()).isEqualTo(1);
    }

    /** Only its owner may write to it; and whoever reads it back next has not begun. */
    @Test
    void shouldKeepTheCountOfAPartitionThatIsNotOpen() {
        committed = Map.of(ZERO, new OffsetAndMetadata(3, "blamed-in-a-row=9"), ONE, new OffsetAndMetadata(0));
        Started started = start(ONE);

        started.commit(0, record(ONE, 0));

        assertThat(committed.get(ZERO)).isEqualTo(new OffsetAndMetadata(3, "blamed-in-a-row=9"));
        assertThat(started.reader().blamedInARow()).isEqualTo(9);
    }

    @Test
    void shouldTakeAnOffsetThatSomebodyElseHasSetForNone() {
        committed = Map.of(ZERO, new OffsetAndMetadata(3, "by hand"), ONE, new OffsetAndMetadata(0, ""));

        assertThat(start().reader().blamedInARow()).isZero();
    }

    private record Started(EventReader reader, MockConsumer<byte[], byte[]> consumer, EventReaderTest test) {
        void commit(int inARow, ConsumerRecord<byte[], byte[]> record) {
            consumer.addRecord(record);
            reader.poll(Duration.ZERO);
            List<ConsumerRecord<byte[], byte[]>> batch = reader.batch(1);
            assertThat(batch).hasSize(1);
            consumer.commitSync(reader.offsetsAfter(batch, inARow));
            reader.committed(batch, inARow);
            test.committed = consumer.committed(Set.of(ZERO, ONE));
        }
    }

    private Started start(TopicPartition... open) {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
        EventReader reader = new EventReader(consumer, "events", 10, Duration.ZERO, partition -> {});
        reader.join();
        consumer.rebalance(List.of(ZERO, ONE));
        consumer.updateBeginningOffsets(Map.of(ZERO, 0L, ONE, 0L));
        consumer.commitSync(committed);
        reader.poll(Duration.ZERO);
        Map<Integer, Long> arrivals = reader.arrivals(Duration.ofSeconds(1));
        for (TopicPartition partition : open.length == 0 ? new TopicPartition[] {ZERO, ONE} : open) {
            reader.begun(partition.partition());
            reader.open(partition.partition(), arrivals.get(partition.partition()));
        }
        return new Started(reader, consumer, this);
    }

    private static ConsumerRecord<byte[], byte[]> record(TopicPartition at, long offset) {
        return new ConsumerRecord<>(at.topic(), at.partition(), offset, null, null);
    }
}
