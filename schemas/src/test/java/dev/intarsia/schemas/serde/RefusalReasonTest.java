package dev.intarsia.schemas.serde;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.schemas.avro.AdapterModule;
import dev.intarsia.schemas.avro.EventSignature;
import dev.intarsia.schemas.avro.Gate;
import dev.intarsia.schemas.avro.Piece;
import dev.intarsia.schemas.floats.LittleEndianFloats;
import dev.intarsia.schemas.registry.Registry;
import dev.intarsia.schemas.registry.RetryPolicy;
import dev.intarsia.schemas.registry.SchemaBootstrap;
import dev.intarsia.schemas.topic.ModuleKey;
import dev.intarsia.schemas.topic.Topic;
import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.schemas.validation.ContractLimits;
import dev.intarsia.schemas.validation.RefusalReason;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every reader of a topic names the same reason for a record with the same fault. */
class RefusalReasonTest {
    private static final Topics TOPICS = Topics.standard();
    private static final ModuleKey KEY = new ModuleKey("ada", "0.q");
    private static final String DIGEST = "ab".repeat(32);
    private static final Instant WRITTEN = Instant.ofEpochMilli(1_700_000_001_000L);

    @AutoClose
    private static final AvroSerdes SERDES = serdes();

    private static AvroSerdes serdes() {
        RetryPolicy none = new RetryPolicy(Duration.ZERO, Duration.ofMillis(1), Duration.ofMillis(1));
        Registry registry = new Registry(new MockSchemaRegistryClient(), "mock://reasons", none);
        new SchemaBootstrap(registry).declare(TOPICS);
        return new AvroSerdes(registry);
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                piece(
                        "weights that are none",
                        RefusalReason.NOT_FINITE,
                        piece -> piece.setWeights(floats(Float.NaN, 1))),
                piece("weights without end", RefusalReason.NOT_FINITE, piece -> piece.setWeights(floats(1, 1 / 0f))),
                piece("absurd weights", RefusalReason.NORM, piece -> piece.setWeights(floats(1e20f, 1))),
                piece("weights of no rank", RefusalReason.SHAPE, piece -> piece.setWeights(floats(1, 2, 3))),
                piece("no weights", RefusalReason.SHAPE, piece -> piece.setWeights(floats())),
                piece("another's name", RefusalReason.OWNER, piece -> piece.setSharer("bob")),
                piece("no digest", RefusalReason.DIGEST, piece -> piece.setDigest("d")),
                piece("no version", RefusalReason.FIELD, piece -> piece.setVersion(0)),
                piece("no time", RefusalReason.TIME, piece -> piece.setLastIngestedAt(Instant.ofEpochMilli(-1))),
                adapter(
                        "weights that are none",
                        RefusalReason.NOT_FINITE,
                        module -> module.setWeights(floats(0, Float.NaN))),
                adapter("absurd weights", RefusalReason.NORM, module -> module.setWeights(floats(0, -1e20f))),
                adapter("no rank", RefusalReason.SHAPE, module -> module.setRank(0)),
                adapter("other moments", RefusalReason.SHAPE, module -> module.setFirstMoment(floats(1))),
                adapter("another's name", RefusalReason.OWNER, module -> module.setUser("bob")),
                adapter("another's module", RefusalReason.OWNER, module -> module.setModule("0.v")),
                gate("numbers that are none", RefusalReason.NOT_FINITE, gate -> gate.setGate(floats(Float.NaN))),
                gate("absurd numbers", RefusalReason.NORM, gate -> gate.setGate(floats(1e16f))),
                gate("no numbers", RefusalReason.SHAPE, gate -> gate.setGate(floats())),
                gate("another's name", RefusalReason.OWNER, gate -> gate.setSharer("bob")),
                signature("a loss that is none", RefusalReason.NOT_FINITE, one -> one.setBaseLoss(Double.NaN)),
                signature("another's name", RefusalReason.OWNER, one -> one.setUser("bob")),
                signature(
                        "a time that cannot be",
                        RefusalReason.TIME,
                        one -> one.setEventTime(Instant.ofEpochMilli(-1))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    <K, V extends SpecificRecord> void shouldNameTheReasonOfAValueWith(
            String fault, RefusalReason reason, Topic<K, V> topic, K key, V value) {
        byte[] bytes = SERDES.values(topic).serializer().serialize(topic.name(), value);

        assertThat(refused(topic, topic.keys().bytes(key), bytes, partition(topic, key)))
                .isEqualTo(reason);
    }

    static Stream<Topic<?, ?>> topics() {
        return Stream.of(TOPICS.adapters(), TOPICS.pieces(), TOPICS.gates(), TOPICS.signatures());
    }

    @ParameterizedTest
    @MethodSource("topics")
    @SuppressWarnings("unchecked")
    <K, V extends SpecificRecord> void shouldNameTheReasonOfBytesAndPlacesThatAreNone(Topic<?, ?> any) {
        Topic<K, V> topic = (Topic<K, V>) any;
        K key = (K) (topic.keys().type() == ModuleKey.class ? KEY : "ada");
        byte[] written = topic.keys().bytes(key);
        int partition = partition(topic, key);
        byte[] large = new byte[ContractLimits.LARGEST_VALUE + 1];

        assertThat(refused(topic, null, new byte[] {1}, partition)).isEqualTo(RefusalReason.KEY);
        assertThat(refused(topic, new byte[] {(byte) 0xff}, new byte[] {1}, partition))
                .isEqualTo(RefusalReason.KEY);
        assertThat(refused(topic, written, "not Avro".getBytes(UTF_8), partition))
                .isEqualTo(RefusalReason.UNREADABLE);
        assertThat(refused(topic, written, new byte[] {0, 0, 0, 0, 99, 1}, partition))
                .isEqualTo(RefusalReason.UNREADABLE);
        assertThat(refused(topic, written, new byte[] {1}, (partition + 1) % topic.partitions()))
                .isEqualTo(RefusalReason.PARTITION);
        assertThat(refused(topic, written, large, partition)).isEqualTo(RefusalReason.TOO_LARGE);
    }

    @Test
    void shouldNameTheReasonOfASignatureWithoutAValue() {
        assertThat(refused(TOPICS.signatures(), "ada".getBytes(UTF_8), null, partition(TOPICS.signatures(), "ada")))
                .isEqualTo(RefusalReason.NO_VALUE);
    }

    private static <K, V extends SpecificRecord> @Nullable RefusalReason refused(
            Topic<K, V> topic, byte @Nullable [] key, byte @Nullable [] value, int partition) {
        ReadResult<V> read = SERDES.reader(topic).read(partition, WRITTEN.toEpochMilli(), key, value);
        return read instanceof ReadResult.Unreadable<V> unreadable
                ? unreadable.cause().reason()
                : null;
    }

    private static <K> int partition(Topic<K, ?> topic, K key) {
        return topic.partition(key, topic.partitions());
    }

    private static ByteBuffer floats(float... values) {
        return LittleEndianFloats.encode(Arrays.copyOf(values, values.length));
    }

    private static Arguments piece(String fault, RefusalReason reason, Consumer<Piece.Builder> change) {
        Piece.Builder builder = Piece.newBuilder(Samples.piece())
                .setSharer("ada")
                .setModule("0.q")
                .setRank(2)
                .setWeights(floats(1, 2))
                .setDigest(DIGEST);
        change.accept(builder);
        return Arguments.of(fault + " in a piece", reason, TOPICS.pieces(), KEY, builder.build());
    }

    private static Arguments adapter(String fault, RefusalReason reason, Consumer<AdapterModule.Builder> change) {
        AdapterModule.Builder builder = AdapterModule.newBuilder(Samples.adapter())
                .setUser("ada")
                .setModule("0.q")
                .setRank(2)
                .setWeights(floats(1, 2))
                .setFirstMoment(floats(0, 0))
                .setSecondMoment(floats(0, 0))
                .setDigest(DIGEST)
                .setLineage("")
                .setRecipe("")
                .setRootLineage("");
        change.accept(builder);
        return Arguments.of(fault + " in an adapter", reason, TOPICS.adapters(), KEY, builder.build());
    }

    private static Arguments gate(String fault, RefusalReason reason, Consumer<Gate.Builder> change) {
        Gate.Builder builder = Gate.newBuilder(Samples.gate())
                .setSharer("ada")
                .setModule("0.q")
                .setPieceDigest(DIGEST)
                .setDigest(DIGEST);
        change.accept(builder);
        return Arguments.of(fault + " in a gate", reason, TOPICS.gates(), KEY, builder.build());
    }

    private static Arguments signature(String fault, RefusalReason reason, Consumer<EventSignature.Builder> change) {
        EventSignature.Builder builder = EventSignature.newBuilder(Samples.signature());
        change.accept(builder);
        return Arguments.of(fault + " in a signature", reason, TOPICS.signatures(), "ada", builder.build());
    }
}
