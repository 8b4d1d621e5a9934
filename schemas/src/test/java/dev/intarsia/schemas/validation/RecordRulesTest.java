package dev.intarsia.schemas.validation;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.schemas.avro.AdapterModule;
import dev.intarsia.schemas.avro.Assignment;
import dev.intarsia.schemas.avro.BehaviorEvent;
import dev.intarsia.schemas.avro.EventSignature;
import dev.intarsia.schemas.avro.Gate;
import dev.intarsia.schemas.avro.ModuleAssignment;
import dev.intarsia.schemas.avro.ModuleSignature;
import dev.intarsia.schemas.avro.Piece;
import dev.intarsia.schemas.avro.PieceWeight;
import dev.intarsia.schemas.avro.ReplacedAssignment;
import dev.intarsia.schemas.avro.RosterEntry;
import dev.intarsia.schemas.avro.SharingConsent;
import dev.intarsia.schemas.floats.LittleEndianFloats;
import dev.intarsia.schemas.registry.Registry;
import dev.intarsia.schemas.registry.RetryPolicy;
import dev.intarsia.schemas.serde.AvroSerdes;
import dev.intarsia.schemas.serde.Samples;
import dev.intarsia.schemas.topic.ConsentKey;
import dev.intarsia.schemas.topic.EventKey;
import dev.intarsia.schemas.topic.ModuleKey;
import dev.intarsia.schemas.topic.Topic;
import dev.intarsia.schemas.topic.Topics;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordRulesTest {
    private static final Topics TOPICS = Topics.standard();
    private static final Instant WRITTEN = Instant.ofEpochMilli(1_700_000_001_000L);
    private static final EventKey ADAS = EventKey.earlier("ada");
    private static final ModuleKey ADA_0_Q = new ModuleKey("ada", "0.q");
    private static final String DIGEST = "ab".repeat(32);
    private static final ByteBuffer NAN = LittleEndianFloats.encode(new float[] {1, Float.NaN});

    /** Avro copies records of the contracts only once serdes were made. */
    @AutoClose
    private static final AvroSerdes SERDES =
            new AvroSerdes(new Registry(new MockSchemaRegistryClient(), "mock://rules", RetryPolicy.DEFAULT));

    static Stream<Arguments> good() {
        return Stream.of(
                of(TOPICS.events(), ADAS, Samples.event()),
                of(TOPICS.events(), EventKey.of(Samples.event()), Samples.event()),
                of(TOPICS.consents(), ConsentKey.of("ada"), Samples.consent()),
                of(TOPICS.signatures(), "ada", Samples.signature()),
                of(
                        TOPICS.signatures(),
                        "ada",
                        signature().setMethod("ia3").setModules(List.of()).build()),
                of(TOPICS.adapters(), ADA_0_Q, adapter().build()),
                of(TOPICS.pieces(), ADA_0_Q, piece().build()),
                of(
                        TOPICS.pieces(),
                        ADA_0_Q,
                        piece().setGate(ByteBuffer.allocate(0)).build()),
                of(TOPICS.gates(), ADA_0_Q, gate().build()),
                of(TOPICS.roster(), "ada", Samples.rosterEntry()),
                of(TOPICS.assignments(), "bob", assignment().build()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("good")
    <K, V> void shouldLetPassWhatServicesWrite(Topic<K, V> topic, K key, V value) {
        assertThatCode(() -> {
                    RecordRules.checkKey(key);
                    RecordRules.of(topic).check(key, value, WRITTEN);
                })
                .doesNotThrowAnyException();
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                bad("user", event().setUser("bob")),
                bad("eventId", event().setEventId(" ")),
                bad("eventId", event().setEventId("x".repeat(5000))),
                bad("task", event().setTask("")),
                bad("output", event().setOutput("x\u0000y")),
                bad("output", event().setOutput("y".repeat(70_000))),
                bad("input", event().setInput(Map.of("", "x"))),
                bad("input.title", event().setInput(Map.of("title", "a\u0007b"))),
                of(
                        "shareRatio",
                        TOPICS.consents(),
                        ConsentKey.of("ada"),
                        consent().setShareRatio(Double.NaN).build()),
                of(
                        "shareRatio",
                        TOPICS.consents(),
                        ConsentKey.of("ada"),
                        consent().setShareRatio(1.01).build()),
                of(
                        "user",
                        TOPICS.consents(),
                        ConsentKey.of("ada"),
                        consent().setUser("bob").build()),
                bad("baseLoss", signature().setBaseLoss(Double.NaN)),
                bad("ownLoss", signature().setOwnLoss(Double.POSITIVE_INFINITY)),
                bad("ownVersion", signature().setOwnVersion(-1)),
                bad("modules", signature().setModules(List.of())),
                bad("modules", signature().setMethod("ia3")),
                bad("method", signature().setMethod("")),
                bad("method", adapter().setMethod("")),
                bad("sketch of 0.q", signature().setModules(List.of(new ModuleSignature("0.q", NAN)))),
                bad(
                        "modules",
                        signature()
                                .setModules(
                                        List.of(new ModuleSignature("0.q", one()), new ModuleSignature("0.q", one())))),
                bad("modules", signature().setModules(List.of(new ModuleSignature("q", one())))),
                bad("version", adapter().setVersion(0)),
                bad("version", adapter().setVersion(Long.MIN_VALUE)),
                bad("modules", adapter().setModules(Integer.MAX_VALUE)),
                bad("rank", adapter().setRank(0)),
                bad("weights", adapter().setRank(3)),
                bad("weights", adapter().setWeights(ByteBuffer.allocate(0))),
                bad("weights", adapter().setWeights(NAN)),
                bad("firstMoment", adapter().setFirstMoment(ByteBuffer.allocate(4))),
                bad("secondMoment", adapter().setSecondMoment(NAN)),
                bad("steps", adapter().setSteps(-1)),
                bad("digest", adapter().setDigest(DIGEST.substring(1))),
                bad("lineage", adapter().setLineage("a")),
                bad("recipe", adapter().setRecipe(DIGEST.substring(1))),
                bad("rootVersion", adapter().setRootVersion(-1)),
                bad("rootEvents", adapter().setRootEvents(-1)),
                bad("rootLineage", adapter().setRootLineage("a")),
                bad("assignment", adapter().setAssignment(-1)),
                bad("assembledDigest", adapter().setAssignment(3)),
                bad("assembledDigest", adapter().setAssembledDigest(DIGEST)),
                bad("module", adapter().setModule("0.v")),
                bad("sharer", piece().setSharer("bob")),
                bad("alpha", piece().setAlpha(Double.NaN)),
                bad("gate", piece().setGate(LittleEndianFloats.encode(new float[] {1e20f}))),
                bad("weights", piece().setWeights(ByteBuffer.allocate(7))),
                bad("events", piece().setEvents(-1)),
                bad("lastIngestedAt", piece().setEvents(1).setLastIngestedAt(WRITTEN.plusSeconds(86_400 * 400L))),
                bad("sharer", gate().setSharer("bob")),
                bad("module", gate().setModule("0.v")),
                bad("version", gate().setVersion(0)),
                bad("gate", gate().setGate(ByteBuffer.allocate(0))),
                bad("sketch", gate().setSketch(NAN)),
                bad("events", gate().setEvents(-1)),
                bad("pieceDigest", gate().setPieceDigest("abc")),
                bad("digest", gate().setDigest("abc")),
                of(
                        "cluster",
                        TOPICS.roster(),
                        "ada",
                        rosterEntry().setCluster(-1).build()),
                of("events", TOPICS.roster(), "ada", rosterEntry().setEvents(-1).build()),
                bad("version", assignment().setVersion(-5)),
                bad("events", assignment().setEvents(-1)),
                bad("poolVersion", assignment().setPoolVersion(-1)),
                bad("digest", assignment().setDigest("")),
                bad("pieces of 0.q", chosen(new PieceWeight("ada", 1L, Float.NaN, 0f, Instant.EPOCH))),
                bad("pieces of 0.q", chosen(new PieceWeight("ada", 1L, 1f, Float.NaN, Instant.EPOCH))),
                bad("predictedGain", assignment().setPredictedGain(Double.NaN)),
                bad("replaced.version", replacing(0, 0.5, 1, 1)),
                bad("replaced.predictedGain", replacing(1, Double.POSITIVE_INFINITY, 1, 1)),
                bad("replaced.joined", replacing(1, null, -1, 1)),
                bad("replaced.left", replacing(1, null, 1, -1)),
                bad("pieces of 0.q", chosen(new PieceWeight("..", 1L, 1f, 0f, Instant.EPOCH))),
                bad(
                        "pieces of 0.q",
                        chosen(
                                new PieceWeight("ada", 1L, 1f, 0f, Instant.EPOCH),
                                new PieceWeight("ada", 2L, 1f, 0f, Instant.EPOCH))));
    }

    @ParameterizedTest(name = "{0} of {1}")
    @MethodSource("bad")
    <K, V> void shouldRefuseWhatCannotBe(String field, Topic<K, V> topic, K key, V value) {
        assertThatThrownBy(() -> RecordRules.of(topic).check(key, value, WRITTEN))
                .isInstanceOf(InvalidRecordException.class)
                .hasMessageStartingWith("Field " + field + " ");
    }

    @ParameterizedTest
    @ValueSource(
            longs = {
                Long.MIN_VALUE,
                -62_135_596_800_000L,
                -1,
                1_700_000_001_000_000L,
                4_000_000_000_000L,
                Long.MAX_VALUE
            })
    void shouldRefuseTimesThatNoClockShows(long millis) {
        Instant time = Instant.ofEpochMilli(millis);

        List.of(event().setIngestedAt(time), event().setTime(time))
                .forEach(event -> assertRefused(TOPICS.events(), ADAS, event.build()));
        List.of(signature().setIngestedAt(time), signature().setEventTime(time))
                .forEach(signature -> assertRefused(TOPICS.signatures(), "ada", signature.build()));
        assertRefused(
                TOPICS.consents(), ConsentKey.of("ada"), consent().setTime(time).build());
        assertRefused(
                TOPICS.adapters(), ADA_0_Q, adapter().setLastIngestedAt(time).build());
        assertRefused(TOPICS.roster(), "ada", rosterEntry().setElectedAt(time).build());
        assertRefused(
                TOPICS.assignments(),
                "bob",
                assignment().setLastIngestedAt(time).build());
    }

    @Test
    void shouldBearClocksThatDisagreeByLessThanTheRuleSays() {
        BehaviorEvent ahead = event().setIngestedAt(WRITTEN.plus(PlausibleTime.CLOCKS))
                .setTime(WRITTEN.plus(PlausibleTime.AHEAD))
                .build();

        assertThatCode(() -> RecordRules.of(TOPICS.events()).check(ADAS, ahead, WRITTEN))
                .doesNotThrowAnyException();
        assertRefused(
                TOPICS.events(),
                ADAS,
                event().setIngestedAt(WRITTEN.plus(PlausibleTime.CLOCKS).plusMillis(1))
                        .build());
        assertRefused(
                TOPICS.events(),
                ADAS,
                event().setIngestedAt(WRITTEN.plus(Duration.ofDays(1))).build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "..", " lead", "trail ", "x\u0000y", "\n"})
    void shouldRefuseKeysThatNameNobody(String user) {
        assertThatThrownBy(() -> RecordRules.checkKey(user)).isInstanceOf(InvalidRecordException.class);
    }

    @Test
    void shouldRefuseKeysThatAreTooLongOrNameNoModule() {
        List.of("x".repeat(129), new ModuleKey("ada", "99999999.q"), new ModuleKey("..", "0.q"))
                .forEach(key ->
                        assertThatThrownBy(() -> RecordRules.checkKey(key)).isInstanceOf(InvalidRecordException.class));
    }

    @Test
    void shouldRefuseTombstonesThatMeanNothing() {
        assertThatThrownBy(() -> RecordRules.of(TOPICS.events()).checkTombstone(ADAS, WRITTEN))
                .hasMessageContaining("consents");
        assertThatThrownBy(() -> RecordRules.of(TOPICS.signatures()).checkTombstone("ada", WRITTEN))
                .hasMessageContaining("no value");
        assertThatThrownBy(() -> RecordRules.of(TOPICS.consents()).checkTombstone(ConsentKey.of("ada"), Instant.EPOCH))
                .hasMessageContaining("erase nothing");
        assertThatCode(() -> RecordRules.of(TOPICS.consents()).checkTombstone(ConsentKey.of("ada"), WRITTEN))
                .doesNotThrowAnyException();
    }

    @Test
    void shouldTakeOnlyAnErasureUnderTheKeyOfAnEvent() {
        ConsentKey event = ConsentKey.of("ada", "e1");

        assertThatThrownBy(() -> RecordRules.of(TOPICS.consents()).check(event, Samples.consent(), WRITTEN))
                .hasMessageContaining("event 'e1'")
                .hasMessageContaining("under the user alone");
        assertThatThrownBy(() -> RecordRules.of(TOPICS.consents()).checkTombstone(event, Instant.EPOCH))
                .hasMessageContaining("event 'e1' of user 'ada'");
        assertThatCode(() -> RecordRules.of(TOPICS.consents()).checkTombstone(event, WRITTEN))
                .doesNotThrowAnyException();
        assertThatCode(() -> RecordRules.checkKey(event)).doesNotThrowAnyException();
        assertThatThrownBy(() -> RecordRules.checkKey(ConsentKey.of("ada", "a\nb")))
                .isInstanceOf(InvalidRecordException.class);
    }

    private static <K, V> void assertRefused(Topic<K, V> topic, K key, V value) {
        assertThatThrownBy(() -> RecordRules.of(topic).check(key, value, WRITTEN))
                .as("%s", value)
                .isInstanceOf(InvalidRecordException.class);
    }

    private static Arguments of(Topic<?, ?> topic, Object key, Object value) {
        return Arguments.of(topic, key, value);
    }

    private static Arguments of(String field, Topic<?, ?> topic, Object key, Object value) {
        return Arguments.of(field, topic, key, value);
    }

    private static Arguments bad(String field, BehaviorEvent.Builder event) {
        return of(field, TOPICS.events(), ADAS, event.build());
    }

    private static Arguments bad(String field, EventSignature.Builder signature) {
        return of(field, TOPICS.signatures(), "ada", signature.build());
    }

    private static Arguments bad(String field, AdapterModule.Builder module) {
        return of(field, TOPICS.adapters(), ADA_0_Q, module.build());
    }

    private static Arguments bad(String field, Piece.Builder piece) {
        return of(field, TOPICS.pieces(), ADA_0_Q, piece.build());
    }

    private static Arguments bad(String field, Assignment.Builder assignment) {
        return of(field, TOPICS.assignments(), "bob", assignment.build());
    }

    private static BehaviorEvent.Builder event() {
        return BehaviorEvent.newBuilder(Samples.event());
    }

    private static SharingConsent.Builder consent() {
        return SharingConsent.newBuilder(Samples.consent());
    }

    private static EventSignature.Builder signature() {
        return EventSignature.newBuilder(Samples.signature());
    }

    private static AdapterModule.Builder adapter() {
        return AdapterModule.newBuilder(Samples.adapter()).setDigest(DIGEST);
    }

    private static Arguments bad(String field, Gate.Builder gate) {
        return of(field, TOPICS.gates(), ADA_0_Q, gate.build());
    }

    private static Gate.Builder gate() {
        return Gate.newBuilder(Samples.gate()).setPieceDigest(DIGEST).setDigest(DIGEST);
    }

    private static Piece.Builder piece() {
        return Piece.newBuilder(Samples.piece()).setDigest(DIGEST);
    }

    private static RosterEntry.Builder rosterEntry() {
        return RosterEntry.newBuilder(Samples.rosterEntry());
    }

    private static Assignment.Builder assignment() {
        return Assignment.newBuilder(Samples.assignment()).setDigest(DIGEST);
    }

    private static Assignment.Builder chosen(PieceWeight... pieces) {
        return assignment().setModules(List.of(new ModuleAssignment("0.q", List.of(pieces))));
    }

    private static Assignment.Builder replacing(long version, @Nullable Double gain, int joined, int left) {
        return assignment().setReplaced(new ReplacedAssignment(version, gain, joined, left));
    }

    private static ByteBuffer one() {
        return LittleEndianFloats.encode(new float[] {1});
    }
}
