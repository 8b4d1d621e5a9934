package dev.intarsia.schemas.validation;

import dev.intarsia.schemas.topic.ConsentKey;
import dev.intarsia.schemas.topic.ErasureKey;
import dev.intarsia.schemas.topic.EventKey;
import dev.intarsia.schemas.topic.ModuleKey;
import dev.intarsia.schemas.topic.Topic;
import java.time.Instant;

/**
 * The rules of one topic. They look at nothing but the record, so that it is judged alike in every service and whenever
 * the log is read again.
 */
public interface RecordRules<K, V> {
    /**
     * Checks a record with a value; its key is checked already.
     *
     * @param written the record's own time, which bounds the times in it
     * @throws InvalidRecordException where a rule is broken
     */
    void check(K key, V value, Instant written);

    /**
     * Checks a record without a value; its key is checked already.
     *
     * @param written the record's own time
     * @throws InvalidRecordException where a record of this topic must have a value, or this time
     */
    void checkTombstone(K key, Instant written);

    /**
     * The rules of a topic of the catalogue.
     *
     * @throws IllegalArgumentException where the topic has none, as the dead letters
     */
    @SuppressWarnings("unchecked") // A topic's value type names its key type too.
    static <K, V> RecordRules<K, V> of(Topic<K, V> topic) {
        RecordRules<?, ?> rules = RecordRulesByType.ALL.get(topic.valueType());
        if (rules == null) {
            throw new IllegalArgumentException("Topic " + topic + " holds records of every kind and has no rules.");
        }
        return (RecordRules<K, V>) rules;
    }

    /**
     * Checks a key of any topic.
     *
     * @throws InvalidRecordException where it names nobody
     */
    static void checkKey(Object key) {
        try {
            checkNames(key);
        } catch (InvalidRecordException e) {
            throw new InvalidRecordException(RefusalReason.KEY, String.valueOf(e.getMessage()));
        }
    }

    private static void checkNames(Object key) {
        if (key instanceof ModuleKey of) {
            Checks.user("key", of.user());
            Checks.module("key", of.module());
        } else if (key instanceof EventKey of) {
            Checks.user("key", of.user());
            if (!of.isEarlier()) {
                Checks.id("key", of.eventId());
                Checks.id("key", of.mark());
            }
        } else if (key instanceof ConsentKey of) {
            Checks.user("key", of.user());
            if (of.isEvent()) {
                Checks.id("key", of.eventId());
            }
        } else if (key instanceof ErasureKey of) {
            Checks.digest("key", of.erasure());
            Checks.id("key", of.part());
        } else if (key instanceof String user) {
            Checks.user("key", user);
        }
    }
}
