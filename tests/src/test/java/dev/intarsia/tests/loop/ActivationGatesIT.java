package dev.intarsia.tests.loop;

import static dev.intarsia.tests.loop.SampleStack.TOPICS;
import static dev.intarsia.tests.loop.SampleStack.labels;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intarsia.schemas.avro.Assignment;
import dev.intarsia.schemas.avro.EventSignature;
import dev.intarsia.schemas.avro.Gate;
import dev.intarsia.schemas.avro.GateKind;
import dev.intarsia.schemas.avro.Piece;
import dev.intarsia.schemas.avro.PieceWeight;
import dev.intarsia.stack.services.StackSettings.Service;
import dev.intarsia.tasks.movielens.MovieLens;
import dev.intarsia.tasks.movielens.Rating;
import dev.intarsia.tests.topic.CommittedRecords;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gates and weights of Per-Pcs in a running system. */
class ActivationGatesIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int INPUTS = 256;
    private static final int MODULES = 8;
    private static final int SHARERS = 4;
    private static final int SHARER_EVENTS = 16;
    private static final int TARGET_EVENTS = 9;
    private static final int KEPT = 2;

    private static final Map<Service, Map<String, String>> SETTINGS = Map.of(
            Service.TRAINER_CONSUMER,
            Map.of(
                    "signatures.kind",
                    "activation",
                    "gates.steps",
                    "8",
                    "model.precision",
                    "fp32",
                    "pieces.republish-above",
                    "0"),
            Service.ASSEMBLER_STREAM,
            Map.of(
                    "signatures.kind",
                    "activation",
                    "weights.kind",
                    "paper",
                    "weights.paper.k",
                    "" + KEPT,
                    "assignments.margin",
                    "0"),
            Service.INFERENCE_GATEWAY,
            Map.of("model.precision", "fp32"));

    @TempDir
    private Path directory;

    @Test
    void shouldAssembleAndServeFromActivationGates() throws Exception {
        MovieLens stream = SampleStack.stream();
        List<List<Rating>> sharers = SampleStack.population(stream, SHARERS, SHARER_EVENTS);
        List<Rating> target = SampleStack.target(stream, TARGET_EVENTS + 1);
        Rating asked = target.get(TARGET_EVENTS);

        try (SampleStack stack = SampleStack.start(directory.resolve("data"), SETTINGS, SampleStack.layout())) {
            StackClient client = stack.client();
            CommittedRecords records = stack.records();
            stack.share(sharers);
            Awaitility.await("all sharers' last pieces in use")
                    .atMost(PATIENCE)
                    .until(() -> lastPieces(records).size() == SHARERS * MODULES && stack.sharers() == SHARERS);
            client.send(target.subList(0, TARGET_EVENTS));
            Awaitility.await("the target's last assignment is served")
                    .atMost(PATIENCE)
                    .until(() -> {
                        assertThat(records.of(TOPICS.gates(), Gate.class)).allSatisfy(gate -> {
                            assertThat(gate.getKind()).isEqualTo(GateKind.ACTIVATION);
                            assertThat(gate.getGate().remaining()).isEqualTo(INPUTS * Float.BYTES);
                        });
                        List<Assignment> assignments = stack.assignments(asked.user());
                        return !assignments.isEmpty()
                                && isOfAll(assignments.get(assignments.size() - 1))
                                && client.adapter(asked.user())
                                        .at("/assembled/digest")
                                        .asText()
                                        .equals(stack.running()
                                                .composed(assignments.get(assignments.size() - 1), lastPieces(records))
                                                .digest());
                    });

            assertThat(records.of(TOPICS.signatures(), EventSignature.class))
                    .hasSize(SHARERS * SHARER_EVENTS + TARGET_EVENTS)
                    .allSatisfy(signature -> {
                        assertThat(signature.getKind()).isEqualTo(GateKind.ACTIVATION);
                        assertThat(signature.getModules())
                                .hasSize(MODULES)
                                .allMatch(module -> module.getSketch().remaining() == INPUTS * Float.BYTES);
                    });
            assertThat(lastPieces(records)).allSatisfy(piece -> {
                assertThat(piece.getGateKind()).isEqualTo(GateKind.ACTIVATION);
                assertThat(piece.getGate().hasRemaining()).isFalse();
            });
            List<Assignment> assignments = stack.assignments(asked.user());
            assertThat(assignments.get(assignments.size() - 1).getModules())
                    .hasSize(MODULES)
                    .allSatisfy(module -> {
                        assertThat(module.getPieces()).hasSize(KEPT).allMatch(piece -> piece.getWeight() > 0);
                        assertThat(module.getPieces().stream()
                                        .mapToDouble(PieceWeight::getWeight)
                                        .sum())
                                .isCloseTo(1, within(1e-5));
                    });
            JsonNode answer = client.predict(asked, "assembled");
            assertThat(answer.at("/adapter/kind").asText()).isEqualTo("assembled");
            assertThat(labels(answer)).isNotEqualTo(labels(client.predict(asked, "base")));
        }
    }

    private static List<Piece> lastPieces(CommittedRecords records) {
        return records.of(TOPICS.pieces(), Piece.class).stream()
                .filter(piece -> piece.getVersion() == LiveStack.SCHEDULE.updates(SHARER_EVENTS))
                .toList();
    }

    /** Whether it is of all the target's events and of the sharers' last pieces alone. */
    private static boolean isOfAll(Assignment assignment) {
        Set<Long> versions = assignment.getModules().stream()
                .flatMap(module -> module.getPieces().stream())
                .map(PieceWeight::getVersion)
                .collect(Collectors.toSet());
        return assignment.getEvents() == TARGET_EVENTS
                && versions.equals(Set.of(LiveStack.SCHEDULE.updates(SHARER_EVENTS)));
    }
}
