package dev.intarsia.trainer.verify;

import dev.intarsia.schemas.deadletter.DeadLetter;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Which records of {@code events} the trainer has brought to the dead letters, and how often. Not thread-safe. */
final class RefusedEvents {
    private static final String SERVICE = "trainer-consumer";

    private final Map<TopicPartition, Map<Long, Integer>> letters = new HashMap<>();
    private boolean cut;

    /** A record of the dead letters; one of another kind is passed over. */
    void add(ConsumerRecord<byte[], byte[]> record) {
        DeadLetter letter;
        try {
            letter = DeadLetter.read(record.headers());
        } catch (IllegalArgumentException notOurs) {
            return;
        }
        if (letter.service().equals(SERVICE)) {
            letters.computeIfAbsent(new TopicPartition(letter.topic(), letter.partition()), key -> new HashMap<>())
                    .merge(letter.offset(), 1, Integer::sum);
        }
    }

    /** Retention has deleted some. */
    void cut() {
        cut = true;
    }

    boolean isCut() {
        return cut;
    }

    /** How many letters a record has. */
    int of(TopicPartition partition, long offset) {
        return letters.getOrDefault(partition, Map.of()).getOrDefault(offset, 0);
    }
}
