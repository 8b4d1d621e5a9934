package dev.intarsia.trainer.connect;

import dev.intarsia.schemas.serde.ReadResult;
import dev.intarsia.schemas.serde.TopicReader;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads records of topics whose unreadable records are another's to bury: the log names such a one, and that is all. */
public final class LenientReading {
    private static final Logger log = LoggerFactory.getLogger(LenientReading.class);

    private LenientReading() {}

    /**
     * What a record says.
     *
     * @param value of a record with a value
     * @param none of one without
     * @return nothing where the record cannot be read
     */
    public static <K, V, R> Optional<R> read(
            TopicReader<K, V> reader,
            ConsumerRecord<byte[], byte[]> record,
            BiFunction<K, V, R> value,
            Function<K, R> none) {
        ReadResult<V> read = reader.read(record);
        if (read instanceof ReadResult.Unreadable<V> unreadable) {
            log.warn(
                    "Passing over {} partition {} offset {}: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    unreadable.cause().getMessage());
            return Optional.empty();
        }
        K key = reader.key(record);
        return Optional.of(
                read instanceof ReadResult.Value<V> present ? value.apply(key, present.value()) : none.apply(key));
    }
}
