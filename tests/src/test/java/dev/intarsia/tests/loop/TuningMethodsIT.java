package dev.intarsia.tests.loop;

import static dev.intarsia.tests.loop.SampleStack.TOPICS;
import static dev.intarsia.tests.loop.SampleStack.labels;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.TuningMethod;
import dev.intarsia.model.checkpoint.Checkpoint;
import dev.intarsia.schemas.avro.AdapterModule;
import dev.intarsia.schemas.avro.Assignment;
import dev.intarsia.schemas.avro.EventSignature;
import dev.intarsia.schemas.avro.Piece;
import dev.intarsia.stack.services.StackSettings.Service;
import dev.intarsia.tasks.movielens.MovieLens;
import dev.intarsia.tasks.movielens.Rating;
import dev.intarsia.tests.topic.CommittedRecords;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Users whose adapters are no LoRAs, from their events to their answers. */
class TuningMethodsIT {
    private static final int EVENTS = 17;

    @TempDir
    private Path directory;

    private static Map<Service, Map<String, String>> settings(TuningMethod method) {
        Map<String, String> model = Map.of("model.adapter", method.text(), "model.precision", "fp32");
        return Map.of(Service.TRAINER_CONSUMER, model, Service.INFERENCE_GATEWAY, model);
    }

    @ParameterizedTest
    @EnumSource(
            value = TuningMethod.class,
            names = {"IA3", "PROMPT"})
    void shouldTrainAndServeEverybodysOwnAndShareNothing(TuningMethod method) throws Exception {
        MovieLens stream = SampleStack.stream();
        List<Rating> first = stream.byUser().get(stream.targetUsers().get(0)).subList(0, EVENTS + 1);
        List<Rating> second = stream.byUser().get(stream.targetUsers().get(1)).subList(0, EVENTS + 1);
        List<Rating> sent = new ArrayList<>(first.subList(0, EVENTS));
        sent.addAll(second.subList(0, EVENTS));
        AdapterLayout layout =
                AdapterLayout.of(Checkpoint.open(SampleStack.CHECKPOINT).config(), method.codec(), 8, 8, Set.of());

        try (SampleStack stack = SampleStack.start(directory.resolve("data"), settings(method), layout)) {
            StackClient client = stack.client();
            CommittedRecords records = stack.records();
            LiveStack running = stack.running();
            client.consent(first.get(0).user());
            client.send(sent);
            running.awaitKnown(first.get(0).user(), EVENTS);
            running.awaitKnown(second.get(0).user(), EVENTS);

            assertThat(records.of(TOPICS.adapters(), AdapterModule.class))
                    .isNotEmpty()
                    .allSatisfy(module -> {
                        assertThat(module.getMethod()).isEqualTo(method.text());
                        assertThat(module.getModules())
                                .isEqualTo(layout.modules().size());
                    });
            assertThat(records.of(TOPICS.signatures(), EventSignature.class))
                    .hasSize(2 * EVENTS)
                    .allSatisfy(signature -> {
                        assertThat(signature.getMethod()).isEqualTo(method.text());
                        assertThat(signature.getModules()).isEmpty();
                        assertThat(signature.getBaseLoss()).isPositive();
                    });
            assertThat(records.of(TOPICS.pieces(), Piece.class)).isEmpty();
            assertThat(records.of(TOPICS.assignments(), Assignment.class)).isEmpty();
            JsonNode own = client.predict(first.get(EVENTS), "own");
            assertThat(own.at("/adapter/kind").asText()).isEqualTo("own");
            assertThat(own.at("/adapter/version").asLong()).isEqualTo(LiveStack.SCHEDULE.updates(EVENTS));
            assertThat(labels(own)).isNotEmpty().isNotEqualTo(labels(client.predict(first.get(EVENTS), "base")));
            assertThat(labels(client.predict(first.get(EVENTS), "own"))).isEqualTo(labels(own));
        }
    }
}
