package dev.intarsia.tests.loop;

import static dev.intarsia.tests.loop.SampleStack.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterValues;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.schemas.avro.AdapterBase;
import dev.intarsia.schemas.avro.AdapterModule;
import dev.intarsia.schemas.avro.Assignment;
import dev.intarsia.schemas.avro.Piece;
import dev.intarsia.stack.services.StackSettings.Service;
import dev.intarsia.tasks.movielens.MovieLens;
import dev.intarsia.tasks.movielens.Rating;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Residuals in a running system: assembled first, then with a residual of the user's own on top. */
class ResidualStackIT {
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
        MovieLens stream = SampleStack.stream();
        List<List<Rating>> sharers = SampleStack.population(stream, SHARERS, EVENTS);
        List<Rating> target = SampleStack.target(stream, EVENTS + 1);
        String user = target.get(0).user();

        try (SampleStack stack = SampleStack.start(directory.resolve("data"), SETTINGS, SampleStack.layout())) {
            StackClient client = stack.client();
            stack.share(sharers);
            Awaitility.await("all sharers in use").atMost(PATIENCE).until(() -> stack.sharers() == SHARERS);

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
                                        .equals(sum(stack, user).digest());
                    });

            JsonNode adapter = client.adapter(user);
            assertThat(adapter.at("/residual/events").asInt()).isEqualTo(EVENTS);
            assertThat(adapter.at("/residual/assignment").asLong()).isPositive();
            assertThat(adapter.path("own").isNull()).isTrue();
            assertThat(client.adapter(sharers.get(0).get(0).user())
                            .at("/own/kind")
                            .asText())
                    .isEqualTo("own");
            JsonNode answer = client.predict(target.get(EVENTS), "auto");
            assertThat(answer.at("/adapter/kind").asText()).isEqualTo("residual");
            assertThat(residual(stack, user)).allSatisfy((module, record) -> {
                assertThat(record.getBase()).isEqualTo(AdapterBase.ASSEMBLED);
                assertThat(record.getAssignment()).isPositive();
            });
        }
    }

    /** What the gateway has to serve by the records: the user's last assignment of the last pieces, and the residual. */
    private static Adapter sum(SampleStack stack, String user) throws Exception {
        List<Assignment> assignments = stack.assignments(user);
        Map<String, Piece> pieces = new HashMap<>();
        stack.records()
                .of(TOPICS.pieces(), Piece.class)
                .forEach(piece -> pieces.put(piece.getSharer() + "/" + piece.getModule(), piece));
        Adapter assembled =
                stack.running().composed(assignments.get(assignments.size() - 1), List.copyOf(pieces.values()));
        Map<ModuleId, byte[]> modules = new HashMap<>();
        residual(stack, user)
                .forEach((module, record) -> modules.put(
                        ModuleId.parse(module), record.getWeights().duplicate().array()));
        float[] sum = assembled.values().toArray();
        float[] residual = AdapterValues.ofBytes(assembled.layout(), modules).toArray();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += residual[i];
        }
        return Adapter.of(AdapterValues.of(assembled.layout(), sum));
    }

    private static Map<String, AdapterModule> residual(SampleStack stack, String user) {
        Map<String, AdapterModule> newest = new TreeMap<>();
        stack.records().of(TOPICS.adapters(), AdapterModule.class).stream()
                .filter(record -> record.getUser().equals(user))
                .forEach(record -> newest.put(record.getModule(), record));
        return newest;
    }
}
