package dev.intarsia.gateway.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.service.streams.DatedRecords;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

class EventsLastTest {
    private static final long YEAR_10000 = 253_402_300_800_000L;

    private final EventsLast last = new EventsLast(new DatedRecords());

    @Test
    void shouldDateEventsAfterAllElseAndGiveThemTheirOwnTimeBack() {
        long earlier = last.extract(event(5), -1);
        long later = last.extract(event(7), earlier);

        assertThat(earlier).isGreaterThan(YEAR_10000).isLessThan(later);
        assertThat(ownTime(earlier)).isEqualTo(5);
        assertThat(ownTime(later)).isEqualTo(7);
    }

    @Test
    void shouldGiveAnEventWithoutTimeThatOfItsNeighbour() {
        long first = last.extract(event(-1), -1);
        long next = last.extract(event(-1), last.extract(event(7), first));

        assertThat(ownTime(first)).isZero();
        assertThat(ownTime(next)).isEqualTo(7);
    }

    @Test
    void shouldKeepTheOrderWhateverTimeAnEventSays() {
        assertThat(last.extract(event(Long.MAX_VALUE), -1)).isPositive().isGreaterThan(last.extract(event(7), -1));
    }

    private static long ownTime(long extracted) {
        MockProcessorContext<byte[], byte[]> context = new MockProcessorContext<>();
        EventsLast.OwnTime processor = new EventsLast.OwnTime();
        processor.init(context);
        processor.process(new Record<>(new byte[0], new byte[0], extracted));
        return context.forwarded().get(0).record().timestamp();
    }

    private static ConsumerRecord<Object, Object> event(long time) {
        return new ConsumerRecord<>(
                "events",
                0,
                0,
                time,
                TimestampType.CREATE_TIME,
                0,
                0,
                new Object(),
                new Object(),
                new RecordHeaders(),
                Optional.empty());
    }
}
