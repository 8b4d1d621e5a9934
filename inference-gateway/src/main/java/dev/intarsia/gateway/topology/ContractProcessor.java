package dev.intarsia.gateway.topology;

import dev.intarsia.schemas.deadletter.DeadLetter;
import dev.intarsia.schemas.serde.ReadResult;
import dev.intarsia.schemas.serde.TopicReader;
import java.time.Duration;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one topic's records and hands them on; what cannot be read or used is forwarded as a dead letter. */
final class ContractProcessor<K, V> implements Processor<byte[], byte[], byte[], byte[]> {

    private static final Logger log = LoggerFactory.getLogger(ContractProcessor.class);

    private static final Duration TICK = Duration.ofMinutes(10);

    private final TopicReader<K, V> reader;
    private final Function<UserStores, Reaction<K, V>> reactions;
    private final UserCounts counts;
    private final Runnable whenClosed;
    private ProcessorContext<byte[], byte[]> context;
    private Reaction<K, V> reaction;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before it hands over records.
    ContractProcessor(
            TopicReader<K, V> reader,
            Function<UserStores, Reaction<K, V>> reactions,
            UserCounts counts,
            Runnable whenClosed) {
        this.reader = reader;
        this.reactions = reactions;
        this.counts = counts;
        this.whenClosed = whenClosed;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> initial) {
        context = initial;
        reaction = reactions.apply(UserStores.of(initial, counts));
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
                bury(record, read, String.valueOf(unreadable.cause().getMessage()));
            }
        } catch (UnusableRecordException e) {
            bury(record, read, String.valueOf(e.getMessage()));
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
        return new ConsumerRecord<>(origin.topic(), origin.partition(), origin.offset(), record.key(), record.value());
    }

    private void bury(Record<byte[], byte[]> record, ConsumerRecord<byte[], byte[]> read, String cause) {
        DeadLetter letter = DeadLetter.of(read, cause, GatewayTopology.SERVICE);
        log.warn(
                "To the dead letters: {} partition {} offset {}: {}",
                letter.topic(),
                letter.partition(),
                letter.offset(),
                letter.cause());
        Headers headers = new RecordHeaders(record.headers());
        letter.writeTo(headers);
        context.forward(record.withHeaders(headers));
    }
}
