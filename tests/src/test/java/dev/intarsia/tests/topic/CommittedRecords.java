package dev.intarsia.tests.topic;

import dev.intarsia.schemas.serde.AvroSerdes;
import dev.intarsia.schemas.topic.Topic;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;

/** {@link TopicContents} as what they say. */
public record CommittedRecords(String bootstrapServers, AvroSerdes serdes) {
    /** The values of a topic that are not tombstones, in the order of each partition. */
    public <V extends SpecificRecord> List<V> of(Topic<?, V> topic, Class<V> type) {
        Deserializer<V> deserializer = serdes.values(topic).deserializer();
        return TopicContents.of(bootstrapServers, topic.name()).stream()
                .filter(record -> record.value() != null)
                .map(record -> type.cast(deserializer.deserialize(topic.name(), record.value())))
                .toList();
    }
}
