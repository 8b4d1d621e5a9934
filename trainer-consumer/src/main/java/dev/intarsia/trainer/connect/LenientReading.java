package dev.intarsia.trainer.connect;

import static java.util.Objects.requireNonNull;

import dev.intarsia.schemas.deadletter.RecordFault;
import dev.intarsia.schemas.deadletter.RecordRefusal;
import dev.intarsia.schemas.deadletter.RefusalLog;
import dev.intarsia.schemas.serde.ReadResult;
import dev.intarsia.schemas.serde.TopicReader;
import dev.intarsia.schemas.validation.RefusalReason;
import dev.intarsia.service.refusal.RefusedCounter;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads records of topics whose refused records another service brings to the dead letters: here such a one is counted,
 * the log names it, and that is all.
 */
public final class LenientReading {
    /** Told of records that are not used. */
    public interface Skipped {
        /** A record of a topic is passed over, or does not fit base model or settings. */
        void skipped(String topic, RefusedCounter.Outcome outcome, RefusalReason reason);
    }

    private final Skipped skipped;

    public LenientReading(Skipped skipped) {
        this.skipped = requireNonNull(skipped);
    }

    /**
     * What a record says.
     *
     * @param value of a record with a value
     * @param none of one without
     * @return nothing where the record cannot be read
     */
    public <K, V, R> Optional<R> read(
            TopicReader<K, V> reader,
            ConsumerRecord<byte[], byte[]> record,
            BiFunction<K, V, R> value,
            Function<K, R> none) {
        ReadResult<V> read = reader.read(record);
        if (read instanceof ReadResult.Unreadable<V> unreadable) {
            skip(record, RecordRefusal.of(unreadable.cause()));
            return Optional.empty();
        }
        K key = reader.key(record);
        return Optional.of(
                read instanceof ReadResult.Value<V> present ? value.apply(key, present.value()) : none.apply(key));
    }

    /**
     * Lets a record have its effect, and passes it over where it is the record's fault that it has none.
     *
     * @param effect changes either all or nothing
     */
    public void apply(ConsumerRecord<byte[], byte[]> record, Runnable effect) {
        try {
            effect.run();
        } catch (RuntimeException e) {
            if (!RecordFault.is(e)) {
                throw e;
            }
            skip(record, RecordRefusal.of(e));
        }
    }

    private void skip(ConsumerRecord<byte[], byte[]> record, RecordRefusal refusal) {
        skipped.skipped(record.topic(), RefusedCounter.Outcome.SKIPPED, refusal.reason());
        RefusalLog.skipped(refusal, record.topic(), record.partition(), record.offset(), record.key());
    }

    /** A record keeps its topic's rules, but is not of this base model and settings or not of its digest, so it is not used. */
    public void unfit(ConsumerRecord<byte[], byte[]> record, RecordRefusal refusal) {
        if (refusal.reason() == RefusalReason.DIGEST) {
            skip(record, refusal);
            return;
        }
        skipped.skipped(record.topic(), RefusedCounter.Outcome.UNFIT, refusal.reason());
        RefusalLog.unfit(refusal, record.topic(), record.partition(), record.offset(), record.key());
    }
}
