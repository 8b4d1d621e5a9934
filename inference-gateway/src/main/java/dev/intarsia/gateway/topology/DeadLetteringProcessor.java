package dev.intarsia.gateway.topology;

import dev.intarsia.schemas.avro.BehaviorEvent;
import dev.intarsia.schemas.deadletter.RecordFault;
import dev.intarsia.schemas.deadletter.RecordRefusal;
import dev.intarsia.schemas.deadletter.RefusalLog;
import dev.intarsia.schemas.serde.ReadResult;
import dev.intarsia.schemas.serde.TopicReader;
import dev.intarsia.schemas.topic.Owner;
import dev.intarsia.service.refusal.RefusedCounter;
import dev.intarsia.service.streams.ErasedFiles;
import dev.intarsia.service.streams.SourceRecord;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Reads one topic's records and hands them on. What breaks the topic's rules is forwarded as a dead letter where that is
 * the gateway's to do, and else passed over; what only the gateway cannot use is a dead letter always.
 */
final class DeadLetteringProcessor<K, V> implements Processor<byte[], byte[], byte[], byte[]> {
    /** Name of the sink of dead letters. */
    static final String LETTERS = "dead-letters";

    private static final Duration TICK = Duration.ofMinutes(10);

    /** Makes the handler of a topic's records, for one partition. */
    @FunctionalInterface
    interface Reactions<K, V> {
        RecordHandler<K, V> on(GatewayStores stores, ProcessorContext<byte[], byte[]> context);
    }

    private final TopicReader<K, V> reader;
    private final Reactions<K, V> reactions;
    private final UserCounts counts;
    private final Serde<BehaviorEvent> events;
    private final RefusedRecords refused;
    private final ServingListener listener;
    private ProcessorContext<byte[], byte[]> context;
    private RecordHandler<K, V> reaction;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before it hands over records.
    DeadLetteringProcessor(
            TopicReader<K, V> reader,
            Reactions<K, V> reactions,
            UserCounts counts,
            Serde<BehaviorEvent> events,
            RefusedRecords refused,
            ServingListener listener) {
        this.reader = reader;
        this.reactions = reactions;
        this.counts = counts;
        this.events = events;
        this.refused = refused;
        this.listener = listener;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> initial) {
        context = initial;
        GatewayStores stores = GatewayStores.of(initial, counts, events, listener::historyChanged);
        listener.opened();
        reaction = reactions.on(stores, initial);
        initial.schedule(ErasedFiles.TICK, PunctuationType.WALL_CLOCK_TIME, stores.files()::tick);
        initial.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, reaction::tick);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        SourceRecord read = SourceRecord.of(record, context);
        ReadResult<V> result = read.read(reader);
        try {
            if (result instanceof ReadResult.Value<V> value) {
                reaction.value(reader.key(record.key()), value.value()).ifPresent(unfit -> unfit(read, unfit));
            } else if (result instanceof ReadResult.Tombstone<V>) {
                reaction.tombstone(reader.key(record.key()), record.timestamp());
            } else if (result instanceof ReadResult.Unreadable<V> unreadable) {
                refuse(read, RecordRefusal.of(unreadable.cause()));
            }
        } catch (RuntimeException e) {
            if (!RecordFault.is(e)) {
                throw e;
            }
            sendToDeadLetters(read, RecordRefusal.of(e));
        }
    }

    private void unfit(SourceRecord read, RecordRefusal refusal) {
        refused.refused(read.topic(), RefusedCounter.Outcome.UNFIT, refusal.reason());
        RefusalLog.unfit(
                refusal,
                read.topic(),
                read.partition(),
                read.offset(),
                read.content().key());
    }

    private void refuse(SourceRecord read, RecordRefusal refusal) {
        if (reader.topic().refusedBy() == Owner.INFERENCE_GATEWAY) {
            sendToDeadLetters(read, refusal);
        } else {
            refused.refused(read.topic(), RefusedCounter.Outcome.SKIPPED, refusal.reason());
            RefusalLog.skipped(
                    refusal,
                    read.topic(),
                    read.partition(),
                    read.offset(),
                    read.content().key());
        }
    }

    @Override
    public void close() {
        counts.close(context.taskId());
        listener.moved();
    }

    private void sendToDeadLetters(SourceRecord read, RecordRefusal refusal) {
        refused.refused(read.topic(), RefusedCounter.Outcome.DEAD_LETTER, refusal.reason());
        context.forward(read.deadLetter("inference-gateway", refusal), LETTERS);
    }
}
