package dev.intarsia.gateway.topology;

import dev.intarsia.schemas.deadletter.DeadLetter;
import dev.intarsia.schemas.deadletter.DeadLetterContent;
import dev.intarsia.schemas.deadletter.RecordFault;
import dev.intarsia.schemas.serde.ReadResult;
import dev.intarsia.schemas.serde.TopicReader;
import dev.intarsia.schemas.topic.Owner;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one topic's records and hands them on. What breaks the topic's rules is forwarded as a dead letter where that is
 * the gateway's to do, and else passed over; what only the gateway cannot use is a dead letter always.
 */
final class DeadLetteringProcessor<K, V> implements Processor<byte[], byte[], byte[], byte[]> {
    private static final Logger log = LoggerFactory.getLogger(DeadLetteringProcessor.class);

    private static final Duration TICK = Duration.ofMinutes(10);

    private final TopicReader<K, V> reader;
    private final Function<GatewayStores, RecordHandler<K, V>> reactions;
    private final UserCounts counts;
    private final RefusedRecords refused;
    private final Runnable whenClosed;
    private ProcessorContext<byte[], byte[]> context;
    private RecordHandler<K, V> reaction;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before it hands over records.
    DeadLetteringProcessor(
            TopicReader<K, V> reader,
            Function<GatewayStores, RecordHandler<K, V>> reactions,
            UserCounts counts,
            RefusedRecords refused,
            Runnable whenClosed) {
        this.reader = reader;
        this.reactions = reactions;
        this.counts = counts;
        this.refused = refused;
        this.whenClosed = whenClosed;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> initial) {
        context = initial;
        reaction = reactions.apply(GatewayStores.of(initial, counts));
        initial.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, reaction::tick);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        ConsumerRecord<byte[], byte[]> read = consumed(record);
        ReadResult<V> result = reader.read(read);
        try {
            if (result instanceof ReadResult.Value<V> value) {
                reaction.value(reader.key(read), value.value());
            } else if (result instanceof ReadResult.Tombstone<V>) {
                reaction.tombstone(reader.key(read), record.timestamp());
            } else if (result instanceof ReadResult.Unreadable<V> unreadable) {
                refuse(read, String.valueOf(unreadable.cause().getMessage()));
            }
        } catch (UnusableRecordException e) {
            sendToDeadLetters(read, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            if (!RecordFault.is(e)) {
                throw e;
            }
            sendToDeadLetters(read, RecordFault.cause(e));
        }
    }

    private void refuse(ConsumerRecord<byte[], byte[]> read, String cause) {
        if (reader.topic().refusedBy() == Owner.INFERENCE_GATEWAY) {
            sendToDeadLetters(read, cause);
        } else {
            refused.refused(read.topic(), RefusedRecords.Outcome.SKIPPED);
        }
    }

    @Override
    public void close() {
        counts.close(context.taskId());
        whenClosed.run();
    }

    private ConsumerRecord<byte[], byte[]> consumed(Record<byte[], byte[]> record) {
        RecordMetadata origin = context.recordMetadata()
                .orElseThrow(() -> new IllegalStateException("A record of " + reader.topic() + " has no origin."));
        return consumed(record, origin.topic(), origin.partition(), origin.offset());
    }

    static ConsumerRecord<byte[], byte[]> consumed(
            Record<byte[], byte[]> record, String topic, int partition, long offset) {
        return new ConsumerRecord<>(
                topic,
                partition,
                offset,
                record.timestamp(),
                TimestampType.CREATE_TIME,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                record.key(),
                record.value(),
                record.headers(),
                Optional.empty());
    }

    private void sendToDeadLetters(ConsumerRecord<byte[], byte[]> read, String cause) {
        DeadLetter letter = DeadLetter.of(read, cause, GatewayTopology.SERVICE);
        log.warn(
                "To the dead letters: {} partition {} offset {}: {}",
                letter.topic(),
                letter.partition(),
                letter.offset(),
                letter.cause());
        refused.refused(read.topic(), RefusedRecords.Outcome.DEAD_LETTER);
        DeadLetterContent content = DeadLetterContent.of(read, letter);
        context.forward(new Record<>(content.key(), content.value(), Math.max(0, read.timestamp()), content.headers()));
    }
}
