package dev.intarsia.tests.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.schemas.avro.SharingConsent;
import dev.intarsia.schemas.registry.Contract;
import dev.intarsia.schemas.registry.Registry;
import dev.intarsia.schemas.registry.SchemaBootstrap;
import dev.intarsia.schemas.serde.AvroSerdes;
import dev.intarsia.schemas.serde.ReadResult;
import dev.intarsia.schemas.topic.ConsentKey;
import dev.intarsia.schemas.topic.Topic;
import dev.intarsia.schemas.topic.Topics;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

/** Records between bytes and values. */
interface WireFormatContract {
    String registryUrl();

    @Test
    default void shouldRegisterEachContractOnceAndResolveItsId() throws Exception {
        Topics topics = Schemas.fresh();
        try (Registry registry = Registry.connect(registryUrl())) {
            new SchemaBootstrap(registry).declare(topics);
            new SchemaBootstrap(registry).declare(topics);

            for (Topic<?, ?> topic : topics.all()) {
                Schema contract = Contract.of(topic).orElse(null);
                if (contract == null) {
                    continue;
                }
                assertThat(registry.client().getAllVersions(topic.subject())).containsExactly(1);
                int id = registry.client().getId(topic.subject(), new AvroSchema(contract));
                assertThat(id)
                        .isEqualTo(registry.client()
                                .getLatestSchemaMetadata(topic.subject())
                                .getId());
                assertThat(registry.client().getSchemaById(id).rawSchema()).isEqualTo(contract);
            }
        }
    }

    @Test
    default void shouldReadBackWhatAnotherProcessWrote() {
        Topic<ConsentKey, SharingConsent> consents = Schemas.fresh().consents();
        byte[] bytes;
        try (AvroSerdes writer = declared(consents)) {
            bytes = writer.values(consents).serializer().serialize(consents.name(), consent());
        }
        try (AvroSerdes reader = AvroSerdes.connect(registryUrl())) {
            assertThat(reader.readings(consents).deserializer().deserialize(consents.name(), bytes))
                    .isEqualTo(new ReadResult.Value<>(consent()));
        }
        assertThat(bytes[0]).isZero();
        assertThat(ByteBuffer.wrap(bytes).getInt(1)).isPositive();
    }

    @Test
    default void shouldReadWhatALaterVersionWrote() throws Exception {
        Topic<ConsentKey, SharingConsent> consents = Schemas.fresh().consents();
        try (AvroSerdes serdes = declared(consents)) {
            Schema later = new Schema.Parser()
                    .parse(Contract.of(consents)
                            .orElseThrow()
                            .toString()
                            .replace(
                                    "\"fields\":[",
                                    "\"fields\":[{\"name\":\"channel\",\"type\":\"string\",\"default\":\"\"},"));
            serdes.registry().client().register(consents.subject(), new AvroSchema(later));
            GenericRecord record = new GenericData.Record(later);
            record.put("channel", "app");
            record.put("user", "ada");
            record.put("granted", true);
            record.put("shareRatio", 0.5);
            record.put("time", consent().getTime().toEpochMilli());
            byte[] bytes = new KafkaAvroSerializer(
                            serdes.registry().client(), Map.of("schema.registry.url", registryUrl()))
                    .serialize(consents.name(), record);

            assertThat(serdes.readings(consents).deserializer().deserialize(consents.name(), bytes))
                    .isEqualTo(new ReadResult.Value<>(consent()));
        }
    }

    @Test
    default void shouldTellAnUnknownIdFromAnOutage() {
        Topic<ConsentKey, SharingConsent> consents = Schemas.fresh().consents();
        byte[] bytes =
                ByteBuffer.allocate(9).put((byte) 0).putInt(1_999_999_999).array();
        try (AvroSerdes serdes = declared(consents)) {
            assertThat(serdes.readings(consents).deserializer().deserialize(consents.name(), bytes))
                    .isInstanceOfSatisfying(
                            ReadResult.Unreadable.class,
                            unreadable -> assertThat(unreadable.cause()).hasMessageContaining("schema id 1999999999"));
        }
    }

    @Test
    default void shouldRefuseToWriteWhatIsNotRegistered() {
        Topic<ConsentKey, SharingConsent> consents = Schemas.fresh().consents();
        try (AvroSerdes serdes = AvroSerdes.connect(registryUrl())) {
            assertThatThrownBy(() -> serdes.values(consents).serializer().serialize(consents.name(), consent()))
                    .isInstanceOf(SerializationException.class)
                    .hasMessageContaining(consents.subject())
                    .hasMessageContaining("declare the schemas first");
        }
    }

    private AvroSerdes declared(Topic<ConsentKey, SharingConsent> consents) {
        AvroSerdes serdes = AvroSerdes.connect(registryUrl());
        new SchemaBootstrap(serdes.registry()).declare(Topics.of(consents.name().replace("consents", ""), 1));
        return serdes;
    }

    private static SharingConsent consent() {
        return SharingConsent.newBuilder()
                .setUser("ada")
                .setGranted(true)
                .setShareRatio(0.5)
                .setTime(Instant.ofEpochMilli(1_700_000_000_123L))
                .build();
    }
}
