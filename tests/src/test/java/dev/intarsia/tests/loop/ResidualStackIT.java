package dev.intarsia.tests.loop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.AdapterValues;
import dev.intarsia.model.checkpoint.Checkpoint;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.module.Projection;
import dev.intarsia.schemas.avro.AdapterBase;
import dev.intarsia.schemas.avro.AdapterModule;
import dev.intarsia.schemas.avro.Assignment;
import dev.intarsia.schemas.avro.Piece;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Residuals in a running system: assembled first, then with a residual of the user's own on top. */
class ResidualStackIT {
    private static final Path HOME = Path.of(System.getProperty("intarsia.home"));
    private static final Path CHECKPOINT = HOME.resolve("models/default");
    private static final Topics TOPICS = Topics.of("", StackSettings.PARTITIONS);
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int SHARERS = 2;
    private static final int FEW_EVENTS = 9;
    private static final int EVENTS = 16;

    private static final Map<Service, Map<String, String>> SETTINGS = Map.of(
            Service.TRAINER_CONSUMER,
            Map.of("adapters.kind", "residual", "model.precision", "fp32", "residual.from-events", "" + EVENTS),
            Service.ASSEMBLER_STREAM,
            Map.of("assignments.margin", "0"),
            Service.INFERENCE_GATEWAY,
            Map.of("model.precision", "fp32"));

    @TempDir
    private Path directory;

    @Test
    void shouldServeTheAssembledAdapterWithTheResidualOnTop() throws Exception {
        MovieLens stream = MovieLens.read(HOME.resolve("data/movielens-small"));
        List<List<Rating>> sharers = stream.populationUsers().stream()
                .map(user -> stream.byUser().get(user).subList(0, EVENTS))
                .limit(SHARERS)
                .toList();
        List<Rating> target = stream.byUser().get(stream.targetUsers().get(0)).subList(0, EVENTS + 1);
        String user = target.get(0).user();

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
            Awaitility.await("all sharers in use")
                    .atMost(PATIENCE)
                    .until(() -> client.status().path("pool").path("sharers").asInt() == SHARERS);

            client.send(target.subList(0, FEW_EVENTS));
            Awaitility.await("an assembled adapter")
                    .atMost(PATIENCE)
                    .until(() ->
                            client.adapter(user).at("/served/kind").asText().equals("assembled"));
            client.send(target.subList(FEW_EVENTS, EVENTS));
            Awaitility.await("the residual of all events on top of the last assignment")
                    .atMost(PATIENCE)
                    .until(() -> {
                        JsonNode served = client.adapter(user).path("served");
                        return served.path("kind").asText().equals("residual")
                                && served.path("digest")
                                        .asText()
                                        .equals(sum(running, records, user).digest());
                    });

            JsonNode adapter = client.adapter(user);
            assertThat(adapter.at("/residual/events").asInt()).isEqualTo(EVENTS);
            assertThat(adapter.at("/residual/assignment").asLong()).isPositive();
            assertThat(adapter.path("own").isNull()).isTrue();
            assertThat(client.adapter(sharers.get(0).get(0).user())
                            .at("/served/kind")
                            .asText())
                    .isEqualTo("own");
            JsonNode answer = client.predict(target.get(EVENTS), "auto");
            assertThat(answer.at("/adapter/kind").asText()).isEqualTo("residual");
            assertThat(residual(records, user)).allSatisfy((module, record) -> {
                assertThat(record.getBase()).isEqualTo(AdapterBase.ASSEMBLED);
                assertThat(record.getAssignment()).isPositive();
            });
        }
    }

    /** What the gateway has to serve by the records: the user's last assignment of the last pieces, and the residual. */
    private static Adapter sum(LiveStack running, CommittedRecords records, String user) throws Exception {
        List<Assignment> assignments = records.of(TOPICS.assignments(), Assignment.class).stream()
                .filter(assignment -> assignment.getUser().equals(user))
                .toList();
        Map<String, Piece> pieces = new HashMap<>();
        records.of(TOPICS.pieces(), Piece.class)
                .forEach(piece -> pieces.put(piece.getSharer() + "/" + piece.getModule(), piece));
        Adapter assembled = running.composed(assignments.get(assignments.size() - 1), List.copyOf(pieces.values()));
        Map<ModuleId, byte[]> modules = new HashMap<>();
        residual(records, user)
                .forEach((module, record) -> modules.put(
                        ModuleId.parse(module), record.getWeights().duplicate().array()));
        float[] sum = assembled.values().toArray();
        float[] residual = AdapterValues.ofBytes(assembled.layout(), modules).toArray();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += residual[i];
        }
        return Adapter.of(AdapterValues.of(assembled.layout(), sum));
    }

    private static Map<String, AdapterModule> residual(CommittedRecords records, String user) {
        Map<String, AdapterModule> newest = new TreeMap<>();
        records.of(TOPICS.adapters(), AdapterModule.class).stream()
                .filter(record -> record.getUser().equals(user))
                .forEach(record -> newest.put(record.getModule(), record));
        return newest;
    }

    /** As the trainer shapes adapters by default. */
    private static AdapterLayout layout() throws Exception {
        return AdapterLayout.of(Checkpoint.open(CHECKPOINT).config(), 16, 16, Set.of(Projection.Q, Projection.V));
    }
}
