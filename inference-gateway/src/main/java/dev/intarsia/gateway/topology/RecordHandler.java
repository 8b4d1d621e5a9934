package dev.intarsia.gateway.topology;

/**
 * What the gateway does with one topic's records.
 *
 * @param <K> the topic's keys
 * @param <V> the topic's values
 */
interface RecordHandler<K, V> {
    /** @throws UnusableRecordException where the record cannot be what it says */
    void value(K key, V value);

    /** @param time of the record, in milliseconds since 1970 */
    void tombstone(K key, long time);

    /** Called from time to time, whether or not a record comes. */
    default void tick(long now) {}
}
