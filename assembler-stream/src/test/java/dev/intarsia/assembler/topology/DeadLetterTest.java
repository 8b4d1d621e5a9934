package dev.intarsia.assembler.topology;

import static dev.intarsia.assembler.fixture.Records.BASE;
import static dev.intarsia.assembler.fixture.Records.consent;
import static dev.intarsia.assembler.fixture.Records.piece;
import static dev.intarsia.assembler.fixture.Records.signature;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.assembler.fixture.DrivenAssembler;
import dev.intarsia.schemas.avro.AssignmentCause;
import dev.intarsia.schemas.avro.EventSignature;
import dev.intarsia.schemas.avro.Gate;
import dev.intarsia.schemas.avro.GateKind;
import dev.intarsia.schemas.avro.ModuleSignature;
import dev.intarsia.schemas.avro.RosterEntry;
import dev.intarsia.schemas.deadletter.DeadLetter;
import dev.intarsia.schemas.floats.LittleEndianFloats;
import dev.intarsia.schemas.registry.RegistryUnavailableException;
import dev.intarsia.schemas.topic.Topic;
import dev.intarsia.schemas.validation.RefusalReason;
import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DeadLetterTest {
    @TempDir
    Path state;

    @AutoClose
    private DrivenAssembler assembler;

    @BeforeEach
    void start() {
        assembler = new DrivenAssembler(state, Map.of("model.fingerprint", BASE));
        assembler.send(piece("sam", 1, 0));
        assembler.pass(Duration.ofSeconds(2));
    }

    static Stream<Arguments> unusableSignatures() {
        EventSignature good = signature("ada", "e1", 1, 0);
        return Stream.of(
                Arguments.of(
                        "of another base model",
                        builder(good).setBaseModel("other"),
                        "other",
                        RefusalReason.BASE_MODEL),
                Arguments.of(
                        "with a number that is none",
                        builder(signature("ada", "e1", 1, Float.NaN)),
                        "NaN",
                        RefusalReason.NOT_FINITE),
                Arguments.of(
                        "without end",
                        builder(signature("ada", "e1", Float.POSITIVE_INFINITY, 0)),
                        "Infinity",
                        RefusalReason.NOT_FINITE),
                Arguments.of(
                        "of another kind",
                        builder(good).setKind(GateKind.ACTIVATION),
                        "ACTIVATION",
                        RefusalReason.KIND),
                Arguments.of("too large", builder(signature("ada", "e1", 1e30f, 0)), "1.0E30", RefusalReason.NORM),
                Arguments.of(
                        "of a time that cannot be",
                        builder(good).setEventTime(Instant.ofEpochMilli(-1)),
                        "1970",
                        RefusalReason.TIME),
                Arguments.of(
                        "of another length",
                        builder(signature("ada", "e1", 1, 0, 0)),
                        "2 32-bit floats",
                        RefusalReason.SHAPE),
                Arguments.of(
                        "cut within a number",
                        modules("0.q", ByteBuffer.wrap(new byte[7])),
                        "7 bytes",
                        RefusalReason.SHAPE),
                Arguments.of("of no module there is", modules("0.x", floats(1, 0)), "'x'", RefusalReason.SHAPE),
                Arguments.of("without modules", builder(good).setModules(List.of()), "no modules", RefusalReason.FIELD),
                Arguments.of("of another user than its key", builder(good).setUser("bob"), "bob", RefusalReason.OWNER),
                Arguments.of(
                        "of other modules than before", modules("1.q", floats(1, 0)), "[1.q]", RefusalReason.SHAPE));
    }

    private static EventSignature.Builder builder(EventSignature signature) {
        return EventSignature.newBuilder(signature).setEventId("e2");
    }

    private static EventSignature.Builder modules(String module, ByteBuffer sketch) {
        return builder(signature("ada", "e1", 1, 0)).setModules(List.of(new ModuleSignature(module, sketch)));
    }

    private static ByteBuffer floats(float... values) {
        return LittleEndianFloats.encode(values);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unusableSignatures")
    void shouldRefuseASignature(String which, EventSignature.Builder signature, String cause, RefusalReason reason) {
        assembler.send(signature("ada", "e1", 1, 0));

        assembler.send(assembler.topics().signatures(), "ada", signature.build());

        DeadLetter letter = theOnlyLetter();
        assertThat(letter.topic()).isEqualTo("signatures");
        assertThat(letter.offset()).isEqualTo(1);
        assertThat(letter.service()).isEqualTo("assembler-stream");
        assertThat(letter.cause()).contains(cause);
        assertThat(assembler.assignments()).hasSize(1);
        assertThat(letter.reason()).contains(reason);
        assertThat(refused("signatures", reason)).isEqualTo(1);
    }

    @Test
    void shouldGoOnAfterARecordThatCannotBeRead() {
        assembler.sendBytes(assembler.topics().signatures(), "ada", "not Avro".getBytes(UTF_8));
        assembler.sendBytes(assembler.topics().signatures(), "ada", null);
        assembler.sendBytes(assembler.topics().signatures(), null, "no key".getBytes(UTF_8));
        assembler.send(signature("ada", "e1", 1, 0));

        List<TestRecord<byte[], byte[]>> letters = assembler.deadLetters();
        assertThat(letters).hasSize(3);
        assertThat(letters.get(0).key()).isEqualTo("ada".getBytes(UTF_8));
        assertThat(letters.get(0).value()).isEqualTo("not Avro".getBytes(UTF_8));
        assertThat(letters.get(1).value()).isNull();
        assertThat(letters.get(2).key()).isNull();
        assertThat(letters)
                .extracting(letter -> DeadLetter.read(letter.headers()).reason().orElseThrow())
                .containsExactly(RefusalReason.UNREADABLE, RefusalReason.NO_VALUE, RefusalReason.KEY);
        assertThat(assembler.assignments()).hasSize(1);
    }

    @Test
    void shouldRefuseConsentsThatMakeNoSense() {
        assembler.send(consent("ada", true, 1.5));
        assembler.send(assembler.topics().consents(), "ada", consent("bob", true, 1));
        assembler.sendBytes(assembler.topics().consents(), "ada", new byte[] {1});

        assertThat(assembler.deadLetters()).hasSize(3);
        assertThat(assembler.users()).isZero();
    }

    @Test
    void shouldGoOnAfterTimesThatNoClockShows() {
        for (long millis : new long[] {Long.MIN_VALUE, -62_135_596_800_000L, Long.MAX_VALUE}) {
            assembler.send(builder(signature("ada", "e" + millis, 1, 0))
                    .setIngestedAt(Instant.ofEpochMilli(millis))
                    .build());
        }
        assembler.send(signature("ada", "e1", 1, 0));

        assertThat(assembler.deadLetters()).hasSize(3);
        assertThat(assembler.assignments()).hasSize(1);
    }

    @Test
    void shouldRefuseARosterThatNobodyCanHaveElected() {
        assembler.sendBytes(assembler.topics().roster(), "ada", "no Avro".getBytes(UTF_8));
        assembler.send(
                assembler.topics().roster(),
                "ada",
                new RosterEntry("bob", 0, 1.0, 10L, Instant.ofEpochMilli(0), "", 0.0, false));
        assembler.send(
                assembler.topics().roster(),
                "ada",
                new RosterEntry("ada", 0, 1.0, 10L, Instant.ofEpochMilli(0), "", 0.0, false));

        assertThat(assembler.deadLetters())
                .extracting(letter -> DeadLetter.read(letter.headers()).topic())
                .containsExactly("roster", "roster");
    }

    static Stream<Arguments> unusablePieces() {
        return Stream.of(
                Arguments.of(
                        "whose digest is another's",
                        builder().setDigest("0".repeat(64)),
                        "digest",
                        RefusalReason.DIGEST),
                Arguments.of("whose key is another's", builder().setSharer("mallory"), "mallory", RefusalReason.OWNER),
                Arguments.of(
                        "with a number that is none",
                        Gate.newBuilder(piece("sam", 1, Float.NaN)),
                        "NaN",
                        RefusalReason.NOT_FINITE),
                Arguments.of(
                        "whose gate has another length",
                        Gate.newBuilder(piece("sam", 1, 2, 3)),
                        "3 numbers",
                        RefusalReason.SHAPE));
    }

    private static Gate.Builder builder() {
        return Gate.newBuilder(piece("sam", 1, 0));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unusablePieces")
    void shouldRefuseAPieceAndTakeTheOneBeforeItAway(
            String which, Gate.Builder piece, String cause, RefusalReason reason) {
        assembler.send(signature("ada", "e1", 1, 0));
        assertThat(assembler.assignments())
                .singleElement()
                .satisfies(sent -> assertThat(sent.value.getModules()).hasSize(1));

        assembler.send(assembler.topics().gates(), "sam/0.q", piece.build());
        assembler.pass(Duration.ofSeconds(1));

        DeadLetter letter = theOnlyLetter();
        assertThat(letter.topic()).isEqualTo("gates");
        assertThat(letter.cause()).contains(cause);
        assertThat(letter.reason()).contains(reason);
        assertThat(refused("gates", reason)).isEqualTo(1);
        assembler.send(signature("ada", "e2", 1, 0));
        assertThat(assembler.assignments()).singleElement().satisfies(sent -> {
            assertThat(sent.value.getModules()).isEmpty();
            assertThat(sent.value.getCause()).isEqualTo(AssignmentCause.WITHDRAWN);
        });
    }

    @Test
    void shouldRefuseAPieceThatCannotBeReadOrHasNoKey() {
        Topic<?, Gate> pieces = assembler.topics().gates();
        assembler.sendBytes(pieces, "sam/0.q", new byte[] {0, 0, 0, 0, 99, 1});
        assembler.sendBytes(pieces, "no module", new byte[] {1});
        assembler.sendBytes(pieces, null, new byte[] {1});
        assembler.pass(Duration.ofSeconds(1));

        assertThat(assembler.deadLetters())
                .extracting(letter -> DeadLetter.read(letter.headers()).offset())
                .containsExactly(1L, 2L, 3L);
        assembler.pass(Duration.ofSeconds(1));
        assertThat(assembler.deadLetters()).isEmpty();
    }

    /** The thread that reads pieces has no other to take its place. */
    @Test
    void shouldGoOnAfterAKeyWhoseModuleIsNone() {
        Topic<?, Gate> pieces = assembler.topics().gates();
        assembler.sendBytes(pieces, "sam/none", new byte[] {1});
        assembler.sendBytes(pieces, "sam/none", null);
        assembler.send(piece("sue", 1, 0));
        assembler.pass(Duration.ofSeconds(2));

        assertThat(assembler.metric("intarsia.assembler.pool.pieces")).isEqualTo(2);
        assertThat(assembler.deadLetters())
                .extracting(letter -> DeadLetter.read(letter.headers()).offset())
                .contains(1L);
    }

    @Test
    void shouldNotBlameARecordForAnOutageOfTheRegistry() {
        FailingRegistry registry = new FailingRegistry();
        try (DrivenAssembler cutOff = new DrivenAssembler(state.resolve("2"), Map.of(), registry)) {
            EventSignature signature = signature("ada", "e1", 1, 0);
            byte[] unknownSchema = {0, 0, 0, 0, 99, 1};
            registry.out = true;

            assertThatThrownBy(() -> cutOff.sendBytes(cutOff.topics().signatures(), "ada", unknownSchema))
                    .hasRootCauseInstanceOf(IOException.class)
                    .hasStackTraceContaining(RegistryUnavailableException.class.getSimpleName());

            assertThat(cutOff.deadLetters()).isEmpty();
            registry.out = false;
            cutOff.send(signature);
        }
    }

    private static final class FailingRegistry extends MockSchemaRegistryClient {
        private boolean out;

        @Override
        public ParsedSchema getSchemaBySubjectAndId(String subject, int id)
                throws IOException, io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException {
            if (out) {
                throw new IOException("connection refused");
            }
            return super.getSchemaBySubjectAndId(subject, id);
        }
    }

    private double refused(String topic, RefusalReason reason) {
        return assembler.metric(
                "intarsia.records.refused",
                "service",
                "assembler-stream",
                "topic",
                topic,
                "outcome",
                "dead-letter",
                "reason",
                reason.text());
    }

    private DeadLetter theOnlyLetter() {
        List<TestRecord<byte[], byte[]>> letters = assembler.deadLetters();
        assertThat(letters).hasSize(1);
        return DeadLetter.read(letters.get(0).headers());
    }
}
