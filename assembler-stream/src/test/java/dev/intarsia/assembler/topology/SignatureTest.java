package dev.intarsia.assembler.topology;

import static dev.intarsia.assembler.fixture.Records.BASE;
import static dev.intarsia.assembler.fixture.Records.NOON;
import static dev.intarsia.assembler.fixture.Records.piece;
import static dev.intarsia.assembler.fixture.Records.signature;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.intarsia.assembler.fixture.DrivenAssembler;
import dev.intarsia.schemas.avro.Assignment;
import dev.intarsia.schemas.avro.AssignmentCause;
import dev.intarsia.schemas.avro.EventSignature;
import dev.intarsia.schemas.avro.PieceWeight;
import dev.intarsia.schemas.deadletter.DeadLetter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignatureTest {
    @TempDir
    Path state;

    @AutoClose
    private DrivenAssembler assembler;

    @BeforeEach
    void start() {
        assembler = new DrivenAssembler(state, Map.of("model.fingerprint", BASE));
        assembler.send(piece("north", 0, 1));
        assembler.send(piece("east", 1, 0));
        assembler.pass(Duration.ofSeconds(1));
    }

    @Test
    void shouldGiveTheUserAnAssignmentForEachSignature() {
        assembler.send(signature("ada", "e1", 1, 0));
        assembler.send(signature("bob", "e1", 0, 1));
        assembler.send(signature("ada", "e2", 0, 1));

        assertThat(assembler.assignments())
                .extracting(sent -> sent.key + " " + sent.value.getVersion())
                .containsExactly("ada 1", "bob 1", "ada 2");
        assertThat(assembler.metric("intarsia.assembler.assignments.kept")).isZero();
    }

    @Test
    void shouldKeepTheAssignmentWhereASignatureChangesNothing() {
        assembler.send(signature("ada", "e1", 1, 0));
        assembler.send(signature("ada", "e2", 1, 0));
        assembler.send(signature("ada", "e3", 1, 1));

        assertThat(assembler.assignments())
                .extracting(sent -> sent.value.getVersion() + " of " + sent.value.getEvents())
                .containsExactly("1 of 1", "2 of 3");
        assertThat(assembler.metric("intarsia.assembler.assignments.kept")).isEqualTo(1);
    }

    @Test
    void shouldSayWhatAnAssignmentRestsOn() {
        assembler.send(signature("ada", "e1", 1, 0));
        assembler.send(signature("ada", "e2", 0, 1));

        Assignment assignment = assembler.assignments().get(1).value;
        assertThat(assignment.getUser()).isEqualTo("ada");
        assertThat(assignment.getBaseModel()).isEqualTo(BASE);
        assertThat(assignment.getPoolVersion()).isPositive();
        assertThat(assignment.getEvents()).isEqualTo(2);
        assertThat(assignment.getLastEventId()).isEqualTo("e2");
        assertThat(assignment.getLastIngestedAt()).isEqualTo(NOON);
        assertThat(assignment.getCause()).isEqualTo(AssignmentCause.HISTORY);
        assertThat(assignment.getDigest()).matches("[0-9a-f]{64}");
    }

    @Test
    void shouldWeighPiecesByTheSumOfSignatures() {
        assembler.send(signature("ada", "e1", 3, 0));
        assembler.send(signature("ada", "e2", 0, 3));

        List<KeyValue<String, Assignment>> sent = assembler.assignments();
        assertThat(weights(sent.get(0).value)).isEqualTo(Map.of("east", 1f));
        Map<String, Float> both = weights(sent.get(1).value);
        assertThat(both).containsOnlyKeys("east", "north");
        assertThat(both.values()).allSatisfy(weight -> assertThat(weight).isEqualTo(0.7071f, within(1e-4f)));
    }

    @Test
    void shouldPassOverEventsOfUsersWhoseAdaptersAreNoLoras() {
        EventSignature other = EventSignature.newBuilder(signature("ada", "e1", 1, 0))
                .setMethod("prompt")
                .setModules(List.of())
                .build();
        assembler.send(other);
        assembler.send(signature("ada", "e2", 1, 0));

        assertThat(assembler.assignments())
                .extracting(sent -> sent.value.getEvents())
                .containsExactly(1L);
        assertThat(assembler.deadLetters()).isEmpty();
    }

    @Test
    void shouldNotMixUsers() {
        assembler.send(signature("ada", "e1", 1, 0));
        assembler.send(signature("bob", "e1", 0, 1));

        assertThat(weights(assembler.assignments().get(1).value)).isEqualTo(Map.of("north", 1f));
    }

    @Test
    void shouldCountAnEventSentAgainOnce() {
        assembler.send(signature("ada", "e1", 1, 0));
        assembler.send(signature("ada", "e2", 0, 1));
        assembler.send(signature("ada", "e1", 1, 0));
        assembler.send(signature("ada", "e2", 0, 1));
        assembler.send(signature("ada", "e3", 0, 1));

        assertThat(assembler.assignments())
                .extracting(sent -> sent.value.getEvents())
                .containsExactly(1L, 2L, 3L);
        assertThat(assembler.metric("intarsia.assembler.signatures.duplicate")).isEqualTo(2);
    }

    @Test
    void shouldForgetAnEventIdAfterAsManyAsItIsToRemember() {
        try (DrivenAssembler forgetful = new DrivenAssembler(state.resolve("2"), Map.of("signatures.remember", "2"))) {
            forgetful.send(piece("north", 0, 1));
            forgetful.send(piece("east", 1, 0));
            for (String event : List.of("e1", "e2", "e3", "e2", "e1")) {
                forgetful.send(signature("ada", event, event.equals("e2") ? 0 : 1, event.equals("e2") ? 1 : 0));
            }

            assertThat(forgetful.assignments())
                    .extracting(sent -> sent.value.getLastEventId())
                    .containsExactly("e1", "e2", "e3", "e1");
        }
    }

    @Test
    void shouldLetOlderEventsFadeWhereAHalfLifeIsSet() {
        EventSignature earlier = at(NOON.minusSeconds(3600), signature("ada", "e1", 4, 0));
        EventSignature later = at(NOON, signature("ada", "e2", 0, 2));
        try (DrivenAssembler fading = new DrivenAssembler(state.resolve("2"), Map.of("signatures.half-life", "1h"))) {
            fading.send(piece("north", 0, 1));
            fading.send(piece("east", 1, 0));
            fading.pass(Duration.ofSeconds(1));
            fading.send(earlier);
            fading.send(later);
            fading.send(EventSignature.newBuilder(later).setUser("bob").build());
            fading.send(EventSignature.newBuilder(earlier).setUser("bob").build());

            List<KeyValue<String, Assignment>> sent = fading.assignments();
            Map<String, Float> weights = weights(sent.get(1).value);
            assertThat(weights.get("east")).isEqualTo(weights.get("north"), within(1e-5f));
            assertThat(weights(sent.get(3).value)).isEqualTo(weights);
        }
    }

    @Test
    void shouldNotLetAnEventFromTheFutureWipeOutTheOthers() {
        try (DrivenAssembler fading = new DrivenAssembler(state.resolve("2"), Map.of("signatures.half-life", "1m"))) {
            fading.send(piece("north", 0, 1));
            fading.send(piece("east", 1, 0));
            fading.pass(Duration.ofSeconds(1));
            fading.send(at(NOON, signature("ada", "e1", 2, 0)));
            fading.send(at(NOON.plus(Duration.ofHours(24)), signature("ada", "e2", 0, 2)));

            Map<String, Float> weights = weights(fading.assignments().get(1).value);
            assertThat(weights.get("east")).isEqualTo(weights.get("north"), within(1e-5f));
        }
    }

    @Test
    void shouldCountTheLatestEventsOnlyWhereAWindowIsSet() {
        try (DrivenAssembler window = new DrivenAssembler(state.resolve("2"), Map.of("signatures.window", "1"))) {
            window.send(piece("north", 0, 1));
            window.send(piece("east", 1, 0));
            window.pass(Duration.ofSeconds(1));
            window.send(at(NOON.minusSeconds(2), signature("ada", "e1", 4, 0)));
            window.send(at(NOON.minusSeconds(3), signature("ada", "late", 0, 2)));
            window.send(at(NOON.minusSeconds(1), signature("ada", "e2", 0, 2)));

            List<KeyValue<String, Assignment>> sent = window.assignments();
            assertThat(sent)
                    .extracting(one -> one.value.getLastEventId() + " " + weights(one.value))
                    .containsExactly("e1 {east=1.0}", "e2 {north=1.0}");
            assertThat(sent).allSatisfy(one -> assertThat(one.value.getEvents()).isEqualTo(1));
        }
    }

    private static EventSignature at(Instant time, EventSignature signature) {
        return EventSignature.newBuilder(signature).setEventTime(time).build();
    }

    @Test
    void shouldMeasureTheSizeOfUsersStates() {
        assembler.send(signature("ada", "e1", 1, 0));
        double once = assembler.metric("intarsia.assembler.state.bytes");
        assembler.send(signature("ada", "e2", 1, 0));

        assertThat(once).isEqualTo(1);
        assertThat(assembler.metric("intarsia.assembler.state.bytes")).isEqualTo(2);
    }

    @Test
    void shouldGiveNoAssignmentBeforeThereIsAPiece() {
        try (DrivenAssembler alone = new DrivenAssembler(state.resolve("2"), Map.of())) {
            alone.send(signature("ada", "e1", 1, 0));
            alone.pass(Duration.ofSeconds(1));
            assertThat(alone.assignments()).isEmpty();
            assertThat(alone.users()).isEqualTo(1);

            alone.send(piece("east", 1, 0));
            alone.pass(Duration.ofSeconds(2));

            assertThat(alone.assignments()).singleElement().satisfies(sent -> {
                assertThat(weights(sent.value)).isEqualTo(Map.of("east", 1f));
                assertThat(sent.value.getVersion()).isEqualTo(1);
                assertThat(sent.value.getEvents()).isEqualTo(1);
                assertThat(sent.value.getCause()).isEqualTo(AssignmentCause.POOL);
            });
        }
    }

    @Test
    void shouldUseThePapersWeightsForActivationGatesWhereToldTo() {
        Map<String, String> paper =
                Map.of("signatures.kind", "activation", "weights.kind", "paper", "weights.paper.k", "2");
        try (DrivenAssembler activation = new DrivenAssembler(state.resolve("2"), paper)) {
            activation.send(activationPiece("far", -1, 0, 0));
            activation.send(activationPiece("near", 1, 0, 0));
            activation.send(activationPiece("beside", 0, 1, 0));
            activation.send(piece("gradient", 9, 9, 9));
            activation.send(activationSignature("e1", 2, 1, 1));
            activation.send(activationSignature("e2", 0, 3, 1));

            Map<String, Float> weights = weights(activation.assignments().get(1).value);
            // Mean scores of 1 and 2.
            assertThat(weights).containsOnlyKeys("near", "beside");
            assertThat(weights.get("near")).isEqualTo((float) (1 / (1 + Math.E)), within(1e-6f));
            assertThat(weights.get("beside")).isEqualTo((float) (Math.E / (1 + Math.E)), within(1e-6f));
        }
    }

    @Test
    void shouldRefuseSignaturesOfAnotherKindEvenOfTheSameLength() {
        assembler.send(activationSignature("e1", 1, 0));
        assembler.send(signature("ada", "e2", 1, 0));

        assertThat(assembler.assignments())
                .singleElement()
                .satisfies(sent -> assertThat(sent.value.getEvents()).isEqualTo(1));
        assertThat(assembler.deadLetters())
                .singleElement()
                .satisfies(
                        letter -> assertThat(DeadLetter.read(letter.headers()).cause())
                                .contains("ACTIVATION", "GRADIENT", "signatures.kind"));
    }

    private static EventSignature activationSignature(String event, float... mean) {
        return EventSignature.newBuilder(signature("ada", event, mean))
                .setKind(dev.intarsia.schemas.avro.GateKind.ACTIVATION)
                .build();
    }

    private static dev.intarsia.schemas.avro.Gate activationPiece(String sharer, float... gate) {
        return dev.intarsia.schemas.avro.Gate.newBuilder(piece(sharer, gate))
                .setKind(dev.intarsia.schemas.avro.GateKind.ACTIVATION)
                .build();
    }

    @Test
    void shouldMeasureTheAgeOfAssignments() {
        assembler.send(signature("ada", "e1", 1, 0));

        assertThat(assembler.metric("intarsia.assembler.assignments", "cause", "history"))
                .isEqualTo(1);
        assertThat(assembler.metric("intarsia.assembler.age")).isEqualTo(1);
    }

    private static Map<String, Float> weights(Assignment assignment) {
        return assignment.getModules().stream()
                .flatMap(module -> module.getPieces().stream())
                .collect(java.util.stream.Collectors.toMap(PieceWeight::getSharer, PieceWeight::getWeight));
    }
}
