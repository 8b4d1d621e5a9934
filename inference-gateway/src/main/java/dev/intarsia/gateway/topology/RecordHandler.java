package dev.intarsia.gateway.topology;

import dev.intarsia.schemas.deadletter.RecordRefusal;
import dev.intarsia.schemas.validation.InvalidRecordException;
import java.util.Optional;

/**
 * What the gateway does with one topic's records.
 *
 * @param <K> the topic's keys
 * @param <V> the topic's values
 */
interface RecordHandler<K, V> {
    /**
     * Takes a record in.
     *
     * @return why it is not used all the same; nothing where it is
     * @throws InvalidRecordException where the record cannot be what it says
     */
    Optional<RecordRefusal> value(K key, V value);

    /** @param time of the record, in milliseconds since 1970 */
    void tombstone(K key, long time);

    /** Called from time to time, whether or not a record comes. */
    default void tick(long now) {}
}
