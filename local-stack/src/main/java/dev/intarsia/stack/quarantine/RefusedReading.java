package dev.intarsia.stack.quarantine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Comparator.comparing;
import static java.util.Objects.requireNonNull;

import dev.intarsia.replay.source.BoundedRead;
import dev.intarsia.replay.source.ReadingListener;
import dev.intarsia.replay.source.TopicRange;
import dev.intarsia.replay.source.UnusableSourceException;
import dev.intarsia.schemas.avro.SharingConsent;
import dev.intarsia.schemas.deadletter.DeadLetter;
import dev.intarsia.schemas.serde.AvroSerdes;
import dev.intarsia.schemas.serde.ReadResult;
import dev.intarsia.schemas.serde.TopicReader;
import dev.intarsia.schemas.topic.ConsentKey;
import dev.intarsia.schemas.topic.KeyFormat;
import dev.intarsia.schemas.topic.Topic;
import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.schemas.validation.InvalidRecordException;
import dev.intarsia.schemas.validation.RecordRules;
import dev.intarsia.schemas.validation.RefusalReason;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Finds, in the dead letters, the records of the services' own topics that were refused and that nothing has replaced. Of a
 * user who was erased since it shows none.
 */
final class RefusedReading {
    private final AvroSerdes serdes;
    private final Topics topics;
    private final Map<String, Topic<?, ? extends SpecificRecord>> watched = new LinkedHashMap<>();
    private final Map<Place, Letter> letters = new LinkedHashMap<>();

    /** Where a key's records lie; the key is any bytes, so it is one character for each. */
    private record Place(
            String topic, int partition, @Nullable String key, long alone) {}

    private record Letter(DeadLetter origin, String user, Instant time) {}

    private record Group(String user, String topic, String reason) {}

    RefusedReading(AvroSerdes serdes, Topics topics) {
        this.serdes = requireNonNull(serdes);
        this.topics = requireNonNull(topics);
        List.of(
                        topics.signatures(),
                        topics.adapters(),
                        topics.pieces(),
                        topics.gates(),
                        topics.roster(),
                        topics.assignments(),
                        topics.releases())
                .forEach(topic -> watched.put(topic.name(), topic));
    }

    /** One entry for each user, topic and reason. */
    List<QuarantineEntry> read(BoundedRead broker) throws UnusableSourceException {
        broker.read(topics.deadLetters().name(), TopicRange.ALL, ReadingListener.NONE, this::letter);
        for (Topic<?, ? extends SpecificRecord> topic : watched.values()) {
            if (isReplaceable(topic.name()) && has(topic)) {
                replaced(broker, topic);
            }
        }
        if (!letters.isEmpty()) {
            erased(broker);
        }
        Map<Group, List<Letter>> groups = letters.values().stream()
                .collect(Collectors.groupingBy(
                        letter -> new Group(letter.user(), letter.origin().topic(), reason(letter)),
                        LinkedHashMap::new,
                        Collectors.toList()));
        return groups.entrySet().stream()
                .map(group -> entry(group.getKey(), group.getValue()))
                .toList();
    }

    private boolean has(Topic<?, ?> topic) {
        return letters.keySet().stream().anyMatch(place -> place.topic().equals(topic.name()));
    }

    /** A signature says something of its own; on the other topics the newest record of a key says all. */
    private boolean isReplaceable(String topic) {
        return !topic.equals(topics.signatures().name());
    }

    private void letter(ConsumerRecord<byte[], byte[]> record) {
        DeadLetter origin;
        try {
            origin = DeadLetter.read(record.headers());
        } catch (IllegalArgumentException notOfAService) {
            return;
        }
        if (!watched.containsKey(origin.topic())) {
            return;
        }
        boolean replaceable = isReplaceable(origin.topic()) && record.key() != null;
        Place place = replaceable
                ? place(origin.topic(), origin.partition(), record.key())
                : new Place(origin.topic(), origin.partition(), null, origin.offset());
        letters.merge(
                place,
                new Letter(origin, user(origin.topic(), record.key()), Instant.ofEpochMilli(record.timestamp())),
                (one, other) -> one.origin().offset() > other.origin().offset() ? one : other);
    }

    private static Place place(String topic, int partition, byte[] key) {
        return new Place(topic, partition, new String(key, ISO_8859_1), -1);
    }

    private String user(String topic, byte @Nullable [] key) {
        if (key == null) {
            return QuarantineEntry.NOBODY;
        }
        String text = new String(key, UTF_8);
        if (!Arrays.equals(text.getBytes(UTF_8), key)) {
            return QuarantineEntry.NOBODY;
        }
        boolean ofModule = requireNonNull(watched.get(topic)).keys().equals(KeyFormat.MODULE);
        int slash = text.lastIndexOf('/');
        return ofModule && slash > 0 ? text.substring(0, slash) : text;
    }

    /** Drops letters of keys of which a later record can be used. */
    private <K, V extends SpecificRecord> void replaced(BoundedRead broker, Topic<K, V> topic)
            throws UnusableSourceException {
        TopicReader<K, V> reader = serdes.readerOfAll(topic);
        RecordRules<K, V> rules = RecordRules.of(topic);
        broker.read(topic.name(), TopicRange.ALL, ReadingListener.NONE, record -> {
            if (record.key() == null) {
                return;
            }
            Place place = place(topic.name(), record.partition(), record.key());
            Letter letter = letters.get(place);
            // On a partition that is not the key's, nothing is ever used.
            if (letter != null
                    && record.offset() > letter.origin().offset()
                    && !letter.origin().reason().equals(Optional.of(RefusalReason.PARTITION))
                    && isGood(record, reader, rules)) {
                letters.remove(place);
            }
        });
    }

    private static <K, V> boolean isGood(
            ConsumerRecord<byte[], byte[]> record, TopicReader<K, V> reader, RecordRules<K, V> rules) {
        ReadResult<V> read = reader.read(record);
        if (read instanceof ReadResult.Unreadable<V>) {
            return false;
        }
        K key = reader.key(record);
        Instant written = Instant.ofEpochMilli(record.timestamp());
        try {
            if (read instanceof ReadResult.Value<V> value) {
                rules.check(key, value.value(), written);
            } else {
                rules.checkTombstone(key, written);
            }
            return true;
        } catch (InvalidRecordException e) {
            return false;
        }
    }

    /** Drops letters from before the erasure of their user. */
    private void erased(BoundedRead broker) throws UnusableSourceException {
        TopicReader<ConsentKey, SharingConsent> consents = serdes.readerOfAll(topics.consents());
        Map<String, Instant> erased = new HashMap<>();
        broker.read(topics.consents().name(), TopicRange.ALL, ReadingListener.NONE, record -> {
            if (consents.read(record) instanceof ReadResult.Tombstone<SharingConsent>) {
                ConsentKey key = consents.key(record);
                if (!key.isEvent()) {
                    erased.merge(
                            key.user(),
                            Instant.ofEpochMilli(record.timestamp()),
                            (one, other) -> one.isAfter(other) ? one : other);
                }
            }
        });
        letters.values()
                .removeIf(letter -> Optional.ofNullable(erased.get(letter.user()))
                        .filter(moment -> !letter.time().isAfter(moment))
                        .isPresent());
    }

    private static String reason(Letter letter) {
        return letter.origin().reason().map(RefusalReason::text).orElse("unnamed");
    }

    private QuarantineEntry entry(Group group, List<Letter> letters) {
        Letter newest =
                Collections.max(letters, comparing(letter -> letter.origin().offset()));
        Instant earliest = Collections.min(letters, comparing(Letter::time)).time();
        DeadLetter origin = newest.origin();
        String more = letters.size() == 1 ? "" : " and " + (letters.size() - 1) + " more";
        String until = isReplaceable(origin.topic())
                ? "a good record under the same key, or the dead letter's end."
                : "the dead letter's end; what it says is not counted.";
        return new QuarantineEntry(
                group.user(),
                QuarantineEntry.RECORD,
                group.reason(),
                origin.topic() + " partition " + origin.partition() + " offset " + origin.offset() + more
                        + ", refused by " + origin.service() + ": " + origin.cause(),
                earliest,
                origin.reason().map(reason -> until + " " + reason.advice()).orElse(until));
    }
}
