package dev.intarsia.trainer.connect;

import static java.util.Objects.requireNonNull;

import dev.intarsia.schemas.deadletter.RecordFault;
import dev.intarsia.schemas.serde.ReadResult;
import dev.intarsia.schemas.serde.TopicReader;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads records of topics whose refused records another service brings to the dead letters: here such a one is counted,
 * the log names it, and that is all.
 */
public final class LenientReading {
    private static final Logger log = LoggerFactory.getLogger(LenientReading.class);

    private final Consumer<String> skipped;

    /** @param skipped told the topic of each record that is passed over */
    public LenientReading(Consumer<String> skipped) {
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
            skip(record, String.valueOf(unreadable.cause().getMessage()));
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
            skip(record, RecordFault.cause(e));
        }
    }

    private void skip(ConsumerRecord<byte[], byte[]> record, String cause) {
        skipped.accept(record.topic());
        log.warn(
                "Passing over {} partition {} offset {}: {}",
                record.topic(),
                record.partition(),
                record.offset(),
                cause);
    }
}
