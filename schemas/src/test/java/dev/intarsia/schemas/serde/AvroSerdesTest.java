package dev.intarsia.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.schemas.avro.AdapterModule;
import dev.intarsia.schemas.avro.BehaviorEvent;
import dev.intarsia.schemas.registry.Registry;
import dev.intarsia.schemas.registry.RetryPolicy;
import dev.intarsia.schemas.registry.SchemaBootstrap;
import dev.intarsia.schemas.serde.ReadResult.Tombstone;
import dev.intarsia.schemas.serde.ReadResult.Unreadable;
import dev.intarsia.schemas.serde.ReadResult.Value;
import dev.intarsia.schemas.topic.ModuleKey;
import dev.intarsia.schemas.topic.Topic;
import dev.intarsia.schemas.topic.Topics;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AvroSerdesTest {
    private static final Topics TOPICS = Topics.standard();
    private static final RetryPolicy NONE = new RetryPolicy(Duration.ZERO, Duration.ofMillis(1), Duration.ofMillis(1));

    private final MockSchemaRegistryClient client = new MockSchemaRegistryClient();
    private final Registry registry = new Registry(client, "mock://serdes", NONE);
    private final AvroSerdes serdes = new AvroSerdes(registry);

    @BeforeEach
    void declareSchemas() {
        new SchemaBootstrap(registry).declare(TOPICS);
    }

    static List<Arguments> everyContract() {
        return List.of(
                Arguments.of(TOPICS.events(), Samples.event()),
                Arguments.of(TOPICS.consents(), Samples.consent()),
                Arguments.of(TOPICS.signatures(), Samples.signature()),
                Arguments.of(TOPICS.adapters(), Samples.adapter()),
                Arguments.of(TOPICS.pieces(), Samples.piece()),
                Arguments.of(TOPICS.roster(), Samples.rosterEntry()),
                Arguments.of(TOPICS.assignments(), Samples.assignment()));
    }

    @ParameterizedTest
    @MethodSource("everyContract")
    <V extends SpecificRecord> void shouldReadBackWhatItWrote(Topic<?, V> topic, V value) {
        byte[] bytes = serdes.values(topic).serializer().serialize(topic.name(), value);

        assertThat(bytes[0]).isZero();
        assertThat(serdes.values(topic).deserializer().deserialize(topic.name(), bytes))
                .isEqualTo(value)
                .isExactlyInstanceOf(topic.valueType());
        assertThat(serdes.readings(topic).deserializer().deserialize(topic.name(), bytes))
                .isEqualTo(new Value<>(value));
    }

    @Test
    void shouldReadTextAsStrings() {
        BehaviorEvent event = roundTrip(Samples.event());

        assertThat((Object) event.getInput().keySet().iterator().next()).isInstanceOf(String.class);
        assertThat((Object) event.getInput().get("title")).isEqualTo("Heat — 1995");
    }

    @Test
    void shouldRegisterSchemasWithoutWhatOnlyJavaNeeds() throws Exception {
        assertThat(client.getLatestSchemaMetadata("events-value").getSchema()).doesNotContain("avro.java");
    }

    @Test
    void shouldUseTheTopicsSubjectForAChangelog() {
        byte[] bytes = serdes.values(TOPICS.events()).serializer().serialize("app-store-changelog", Samples.event());

        assertThat(serdes.values(TOPICS.events()).deserializer().deserialize("app-store-changelog", bytes))
                .isEqualTo(Samples.event());
    }

    @Test
    void shouldReadAMissingValueAsATombstone() {
        assertThat(read(null)).isEqualTo(new Tombstone<>());
        assertThat(serdes.values(TOPICS.events()).serializer().serialize("events", null))
                .isNull();
        assertThat(serdes.values(TOPICS.events()).deserializer().deserialize("events", null))
                .isNull();
    }

    @Test
    void shouldSerializeEveryReadBackToItsBytes() {
        Serde<ReadResult<BehaviorEvent>> readings = serdes.readings(TOPICS.events());
        byte[] good = serdes.values(TOPICS.events()).serializer().serialize("events", Samples.event());
        byte[] bad = {7, 7, 7};

        assertThat(readings.serializer().serialize("events", read(good))).isEqualTo(good);
        assertThat(readings.serializer().serialize("events", read(bad))).isEqualTo(bad);
        assertThat(readings.serializer().serialize("events", read(null))).isNull();
    }

    @Test
    void shouldReportBytesInAnotherWireFormatAsUnreadable() {
        for (byte[] bytes : List.of(new byte[0], "{\"user\":\"ada\"}".getBytes(), new byte[] {0, 0, 0})) {
            assertThat(unreadable(bytes).cause()).hasMessageContaining("events").hasMessageContaining("wire format");
        }
    }

    @Test
    void shouldReportAnUnknownSchemaIdAsUnreadable() {
        byte[] bytes = ByteBuffer.allocate(9).put((byte) 0).putInt(4711).array();

        assertThat(unreadable(bytes).cause()).hasMessageContaining("schema id 4711");
        assertThat(unreadable(bytes).bytes()).isEqualTo(bytes);
    }

    @Test
    void shouldReportARecordOfAnotherContractAsUnreadable() {
        byte[] consent = serdes.values(TOPICS.consents()).serializer().serialize("consents", Samples.consent());

        assertThat(unreadable(consent).cause()).hasMessageContaining("BehaviorEvent");
    }

    @Test
    void shouldReportTruncatedRecordsAsUnreadable() {
        byte[] bytes = serdes.values(TOPICS.events()).serializer().serialize("events", Samples.event());

        for (int length = 0; length < bytes.length; length++) {
            assertThat(read(Arrays.copyOf(bytes, length))).isInstanceOf(Unreadable.class);
        }
    }

    @Test
    void shouldSurviveCorruptRecords() {
        byte[] good = serdes.values(TOPICS.signatures()).serializer().serialize("signatures", Samples.signature());
        Random random = new Random(11);
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = good.clone();
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                bytes[5 + random.nextInt(bytes.length - 5)] = (byte) random.nextInt(256);
            }

            assertThat(serdes.readings(TOPICS.signatures()).deserializer().deserialize("signatures", bytes))
                    .isInstanceOfAny(Value.class, Unreadable.class);
        }
    }

    @Test
    void shouldRefuseAStringLongerThanTheRecordBeforeAllocatingIt() {
        byte[] good = serdes.values(TOPICS.events()).serializer().serialize("events", Samples.event());
        ByteBuffer bomb = ByteBuffer.allocate(16).put(good, 0, 5);
        bomb.put(new byte[] {(byte) 0xfe, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x07}); // zig-zag of 2^30 - 1

        assertThat(unreadable(bomb.array()).cause()).hasMessageContaining("cannot be read as BehaviorEvent");
    }

    @Test
    void shouldReadALaterVersionWithAnAdditionalField() throws Exception {
        Schema later = new Schema.Parser()
                .parse(client.getLatestSchemaMetadata("consents-value")
                        .getSchema()
                        .replace(
                                "\"fields\":[",
                                "\"fields\":[{\"name\":\"channel\",\"type\":\"string\",\"default\":\"\"},"));
        client.register("consents-value", new AvroSchema(later));
        GenericRecord written = new GenericData.Record(later);
        written.put("channel", "app");
        written.put("user", "ada");
        written.put("granted", true);
        written.put("shareRatio", 0.25);
        written.put("time", 5L);
        byte[] bytes = new KafkaAvroSerializer(client, Map.of("schema.registry.url", "mock://serdes"))
                .serialize("consents", written);

        var result = serdes.readings(TOPICS.consents()).deserializer().deserialize("consents", bytes);

        assertThat(result)
                .isInstanceOfSatisfying(
                        Value.class,
                        value -> assertThat(value.value())
                                .hasFieldOrPropertyWithValue("user", "ada")
                                .hasFieldOrPropertyWithValue("shareRatio", 0.25));
    }

    @Test
    void shouldRefuseToWriteASchemaThatIsNotRegistered() {
        Topics others = Topics.of("other.", 1);

        assertThatThrownBy(() -> serdes.values(others.events()).serializer().serialize("other.events", Samples.event()))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("other.events-value")
                .hasMessageContaining("declare the schemas first");
    }

    @Test
    void shouldMakeARecordForThePartitionOfTheUser() {
        ModuleKey key = new ModuleKey("ada", "0.q");

        Topic<ModuleKey, AdapterModule> five = Topics.of("", 5).adapters();
        AdapterModule module = AdapterModule.newBuilder(Samples.adapter())
                .setDigest("ab".repeat(32))
                .build();
        ProducerRecord<byte[], byte[]> record = serdes.writer(five).record(5, key, module);
        ConsumerRecord<byte[], byte[]> arrived =
                new ConsumerRecord<>("adapters", record.partition(), 0, record.key(), record.value());

        assertThat(record.partition()).isEqualTo(TOPICS.signatures().partition("ada", 5));
        assertThat(serdes.reader(five).key(arrived)).isEqualTo(key);
        assertThat(serdes.reader(five).read(arrived)).isEqualTo(new Value<>(module));
    }

    @Test
    void shouldReportARecordWithoutAValidKeyAsUnreadable() {
        TopicReader<ModuleKey, ?> reader = serdes.reader(TOPICS.adapters());
        ConsumerRecord<byte[], byte[]> keyless = new ConsumerRecord<>("adapters", 0, 0, null, new byte[] {1});
        ConsumerRecord<byte[], byte[]> malformed = new ConsumerRecord<>("adapters", 0, 1, "no slash".getBytes(), null);

        assertThat(reader.read(keyless))
                .isInstanceOfSatisfying(
                        Unreadable.class, bad -> assertThat(bad.cause()).hasMessageContaining("no key"));
        assertThat(reader.read(malformed))
                .isInstanceOfSatisfying(
                        Unreadable.class, bad -> assertThat(bad.cause()).hasMessageContaining("no ModuleKey"));
        assertThatThrownBy(() -> reader.key(keyless)).isInstanceOf(UnreadableRecordException.class);
    }

    private BehaviorEvent roundTrip(BehaviorEvent event) {
        Serde<BehaviorEvent> serde = serdes.values(TOPICS.events());
        return serde.deserializer().deserialize("events", serde.serializer().serialize("events", event));
    }

    private ReadResult<BehaviorEvent> read(byte[] bytes) {
        return serdes.readings(TOPICS.events()).deserializer().deserialize("events", bytes);
    }

    private Unreadable<BehaviorEvent> unreadable(byte[] bytes) {
        return (Unreadable<BehaviorEvent>) read(bytes);
    }
}
