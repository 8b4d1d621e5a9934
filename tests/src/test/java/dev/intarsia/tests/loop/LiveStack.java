package dev.intarsia.tests.loop;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.Weighted;
import dev.intarsia.oppu.update.UpdateSchedule;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.schemas.avro.Assignment;
import dev.intarsia.schemas.avro.Piece;
import dev.intarsia.schemas.floats.LittleEndianFloats;
import dev.intarsia.schemas.registry.Registry;
import dev.intarsia.schemas.registry.RetryPolicy;
import dev.intarsia.schemas.serde.AvroSerdes;
import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.stack.cluster.LocalCluster;
import dev.intarsia.tasks.movielens.Rating;
import dev.intarsia.tests.topic.CommittedRecords;
import dev.intarsia.trainer.config.TrainerConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** A running stack, used in lock-step: whatever was sent is waited for until the gateway answers by it. */
final class LiveStack {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LOOK = Duration.ofMillis(20);

    private final LocalCluster cluster;
    /** When updates of own adapters fall due by the trainer's settings. */
    static final UpdateSchedule SCHEDULE =
            TrainerConfig.SETTINGS.with(Map.of()).recipe().schedule();

    private final StackClient client;
    private final Topics topics;
    private final AdapterLayout layout;

    /** @param layout of the base model's adapters */
    LiveStack(LocalCluster cluster, StackClient client, Topics topics, AdapterLayout layout) {
        this.cluster = cluster;
        this.client = client;
        this.layout = layout;
        this.topics = topics;
    }

    /** Streams people who share everything, and waits until assignments and answers come from their last pieces. */
    void share(List<List<Rating>> people) throws Exception {
        for (List<Rating> person : people) {
            client.consent(person.get(0).user());
        }
        client.send(people.stream().flatMap(List::stream).toList());
        for (List<Rating> person : people) {
            awaitKnown(person.get(0).user(), person.size());
        }
        String witness = people.get(0).get(0).user();
        long version = SCHEDULE.updates(people.get(0).size());
        try (AvroSerdes serdes =
                new AvroSerdes(Registry.connect(cluster.registryUrl(), Map.of(), RetryPolicy.DEFAULT))) {
            CommittedRecords records = new CommittedRecords(cluster.bootstrapServers(), serdes);
            Awaitility.await("an assignment of user " + witness + " from the last pieces")
                    .atMost(PATIENCE)
                    .until(() -> {
                        List<Assignment> assignments = records.of(topics.assignments(), Assignment.class).stream()
                                .filter(assignment -> assignment.getUser().equals(witness))
                                .toList();
                        List<Piece> pieces = records.of(topics.pieces(), Piece.class).stream()
                                .filter(piece -> piece.getVersion() == version)
                                .toList();
                        if (assignments.isEmpty()
                                || !isOf(assignments.get(assignments.size() - 1), people.size(), version)) {
                            return false;
                        }
                        Adapter expected = composed(assignments.get(assignments.size() - 1), pieces);
                        return client.adapter(witness)
                                .path("assembled")
                                .path("digest")
                                .asText()
                                .equals(expected.digest());
                    });
        }
    }

    /** What the gateway has to make of an assignment once it has these pieces. */
    Adapter composed(Assignment assignment, List<Piece> pieces) {
        Map<String, float[]> weights = new HashMap<>();
        pieces.forEach(piece -> weights.put(
                piece.getSharer() + " " + piece.getModule(), LittleEndianFloats.decode(piece.getWeights())));
        Map<ModuleId, List<Weighted>> modules = new TreeMap<>();
        assignment
                .getModules()
                .forEach(module -> modules.put(
                        ModuleId.parse(module.getModule()),
                        module.getPieces().stream()
                                .map(piece -> new Weighted(
                                        Objects.requireNonNull(
                                                weights.get(piece.getSharer() + " " + module.getModule())),
                                        piece.getWeight()))
                                .toList()));
        return Adapter.sum(layout, modules);
    }

    private static boolean isOf(Assignment assignment, int sharers, long version) {
        return !assignment.getModules().isEmpty()
                && assignment.getModules().stream()
                        .allMatch(module -> module.getPieces().size() == sharers
                                && module.getPieces().stream()
                                        .map(piece -> piece.getVersion())
                                        .collect(Collectors.toSet())
                                        .equals(Set.of(version)));
    }

    /** Waits until the gateway answers by all of a user's events, and by the last update that was due. */
    void awaitKnown(String user, int events) {
        long trained = SCHEDULE.at(SCHEDULE.updates(events));
        Awaitility.await("what " + events + " events of user " + user + " make of the adapters")
                .atMost(PATIENCE)
                .pollInterval(LOOK)
                .until(() -> {
                    JsonNode adapter = client.adapter(user);
                    return adapter.path("own").path("events").asInt() == trained
                            && (adapter.path("assembled").path("events").asInt() == events || assemblesFromNothing());
                });
    }

    /** Before anybody shares there is nothing to assemble. */
    private boolean assemblesFromNothing() throws IOException, InterruptedException {
        return client.status().path("pool").path("sharers").asInt() == 0;
    }
}
