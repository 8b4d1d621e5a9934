package dev.intarsia.schemas.serde;

/** The result of reading one record's value. */
public sealed interface ReadResult<V> {
    /** A value of the topic's contract. */
    record Value<V>(V value) implements ReadResult<V> {}

    /** A record without a value: its key is erased, withdrawn or ended. */
    record Tombstone<V>() implements ReadResult<V> {}

    /**
     * A record that no version of the contract can read, that breaks its topic's rules or is on another partition than its
     * key's; it belongs in the dead letters.
     *
     * @param bytes the value as it came, empty where there was none
     * @param cause why
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Unreadable<V>(byte[] bytes, UnreadableRecordException cause) implements ReadResult<V> {}
}
