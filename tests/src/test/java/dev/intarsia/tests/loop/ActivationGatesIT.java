package dev.intarsia.tests.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.checkpoint.Checkpoint;
import dev.intarsia.pieces.module.Projection;
import dev.intarsia.schemas.avro.Assignment;
import dev.intarsia.schemas.avro.EventSignature;
import dev.intarsia.schemas.avro.Gate;
import dev.intarsia.schemas.avro.GateKind;
import dev.intarsia.schemas.avro.Piece;
import dev.intarsia.schemas.avro.PieceWeight;
import dev.intarsia.schemas.registry.Registry;
import dev.intarsia.schemas.registry.RetryPolicy;
import dev.intarsia.schemas.serde.AvroSerdes;
import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.stack.services.LocalStack;
import dev.intarsia.stack.services.StackSettings;
import dev.intarsia.stack.services.StackSettings.Ports;
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
    private static final Path HOME = Path.of(System.getProperty("intarsia.home"));
    private static final Path CHECKPOINT = HOME.resolve("models/default");
    private static final Topics TOPICS = Topics.of("", StackSettings.PARTITIONS);
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
        MovieLens stream = MovieLens.read(HOME.resolve("data/movielens-small"));
        List<List<Rating>> sharers = stream.populationUsers().stream()
                .map(user -> stream.byUser().get(user).subList(0, SHARER_EVENTS))
                .limit(SHARERS)
                .toList();
        List<Rating> target = stream.byUser().get(stream.targetUsers().get(0)).subList(0, TARGET_EVENTS + 1);
        Rating asked = target.get(TARGET_EVENTS);

        try (LocalStack stack = LocalStack.start(
                        new StackSettings(
                                directory.resolve("data"), CHECKPOINT, Ports.any(), StackSettings.PARTITIONS, SETTINGS),
                        step -> {});
                AvroSerdes serdes = new AvroSerdes(
                        Registry.connect(stack.cluster().registryUrl(), Map.of(), RetryPolicy.DEFAULT))) {
            StackClient client = new StackClient(stack.ingestUrl(), stack.gatewayUrl());
            CommittedRecords records = new CommittedRecords(stack.cluster().bootstrapServers(), serdes);
            LiveStack running = new LiveStack(stack.cluster(), client, TOPICS, layout());
            for (List<Rating> sharer : sharers) {
                client.consent(sharer.get(0).user());
                client.send(sharer);
            }
            Awaitility.await("all sharers' last pieces in use")
                    .atMost(PATIENCE)
                    .until(() -> lastPieces(records).size() == SHARERS * MODULES
                            && client.status().path("pool").path("sharers").asInt() == SHARERS);
            client.send(target.subList(0, TARGET_EVENTS));
            Awaitility.await("the target's last assignment is served")
                    .atMost(PATIENCE)
                    .until(() -> {
                        assertThat(records.of(TOPICS.gates(), Gate.class)).allSatisfy(gate -> {
                            assertThat(gate.getKind()).isEqualTo(GateKind.ACTIVATION);
                            assertThat(gate.getGate().remaining()).isEqualTo(INPUTS * Float.BYTES);
                        });
                        List<Assignment> assignments = assignments(records, asked.user());
                        return !assignments.isEmpty()
                                && isOfAll(assignments.get(assignments.size() - 1))
                                && client.adapter(asked.user())
                                        .at("/assembled/digest")
                                        .asText()
                                        .equals(running.composed(
                                                        assignments.get(assignments.size() - 1), lastPieces(records))
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
            List<Assignment> assignments = assignments(records, asked.user());
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
                .filter(piece -> piece.getVersion() == SHARER_EVENTS / 8)
                .toList();
    }

    private static List<Assignment> assignments(CommittedRecords records, String user) {
        return records.of(TOPICS.assignments(), Assignment.class).stream()
                .filter(assignment -> assignment.getUser().equals(user))
                .toList();
    }

    /** Whether it is of all the target's events and of the sharers' last pieces alone. */
    private static boolean isOfAll(Assignment assignment) {
        Set<Long> versions = assignment.getModules().stream()
                .flatMap(module -> module.getPieces().stream())
                .map(PieceWeight::getVersion)
                .collect(Collectors.toSet());
        return assignment.getEvents() == TARGET_EVENTS && versions.equals(Set.of(SHARER_EVENTS / 8L));
    }

    private static List<Double> labels(JsonNode answer) {
        return answer.path("labels").findValues("probability").stream()
                .map(JsonNode::asDouble)
                .toList();
    }

    /** As the trainer shapes adapters by default. */
    private static AdapterLayout layout() throws Exception {
        return AdapterLayout.of(Checkpoint.open(CHECKPOINT).config(), 16, 16, Set.of(Projection.Q, Projection.V));
    }
}
