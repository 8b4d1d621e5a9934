package dev.intarsia.gateway.topology;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Has users' events read after all else that waits. Kafka Streams reads the earliest record of a task's topics first, and
 * without this a gateway that reads a long history would see no adapter before that history's end. So events are dated
 * later than anything while they wait, and get their own time back before they are worked on.
 */
final class EventsLast implements TimestampExtractor {
    /** In milliseconds; no record's own time is as late. */
    private static final long LATER = 1L << 52;

    private final TimestampExtractor own;

    /** @param own gives an event its own time */
    EventsLast(TimestampExtractor own) {
        this.own = own;
    }

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        return later(own.extract(record, partitionTime < LATER ? partitionTime : ownTime(partitionTime)));
    }

    private static long later(long time) {
        return LATER + Math.min(time, LATER - 1);
    }

    private static long ownTime(long later) {
        return later - LATER;
    }

    /** Gives events their own time back, with which they and what is made of them are written. */
    static final class OwnTime extends ContextualProcessor<byte[], byte[], byte[], byte[]> {
        @Override
        public void process(Record<byte[], byte[]> event) {
            context().forward(event.withTimestamp(ownTime(event.timestamp())));
        }
    }
}
