package dev.intarsia.tests.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.intarsia.model.decode.SamplingOptions;
import dev.intarsia.model.knowledge.TemplateProfile;
import dev.intarsia.replay.engine.FlopMeter;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.method.OwnAdapters;
import dev.intarsia.replay.prompt.People;
import dev.intarsia.replay.source.RecordedEvent;
import dev.intarsia.schemas.avro.AdapterModule;
import dev.intarsia.schemas.avro.BehaviorEvent;
import dev.intarsia.tasks.Tasks;
import dev.intarsia.tests.cluster.DiskCopies;
import dev.intarsia.tests.cluster.LocalClusterTest;
import dev.intarsia.tests.cluster.TestCluster;
import dev.intarsia.trainer.TrainerService;
import dev.intarsia.trainer.config.TrainerConfig;
import dev.intarsia.trainer.verify.Counted;
import dev.intarsia.trainer.verify.Fault;
import dev.intarsia.trainer.verify.Finding;
import dev.intarsia.trainer.verify.VerificationReport;
import dev.intarsia.trainer.verify.VerificationScope;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a trainer makes of events where prompts of training carry the user's past. */
@LocalClusterTest
@ExtendWith(SharedModel.Loading.class)
class TrainedKnowledgeIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int EVENTS = 46;
    private static final Map<String, String> KNOWING =
            Map.of("knowledge.history", "2", "knowledge.profile", "true", "model.max-tokens", "120");
    private static final Map<String, String> PLAIN = Map.of("model.max-tokens", "120");

    @AutoClose
    private final TestTrainers trainers;

    private final TrainerTopics log;

    TrainedKnowledgeIT(TestCluster cluster, SharedModel model) {
        trainers = new TestTrainers(cluster, model, Map.of("batch.max-events", "8"));
        log = trainers.freshTopics();
    }

    @Test
    void shouldTrainAsAReplayWithTheSameKnowledgeAlsoAfterALossOfTheDisk() throws IOException {
        List<BehaviorEvent> events = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            events.add(TrainerTopics.event("u" + i % 2, i, (1 + i * i % 10) / 2.0 + ""));
        }

        learn(events.subList(0, 19), 19);
        DiskCopies.delete(trainers.disk("a"));
        learn(events.subList(19, EVENTS), EVENTS);

        for (String user : List.of("u0", "u1")) {
            AdapterModule live = log.adapters().get(user + "/0.q");
            assertThat(live.getVersion()).isEqualTo(EVENTS / 2 / TestTrainers.EVERY);
            assertThat(live.getDigest()).isEqualTo(replayed(events, user, 2, true));
            assertThat(live.getDigest()).isNotEqualTo(replayed(events, user, 0, false));
        }
        VerificationReport report = verify(KNOWING);
        assertThat(report.findings()).isEmpty();
        assertThat(report.count(Counted.RECOMPUTED)).isEqualTo(2);
        assertThat(report.largestDifference().orElseThrow()).isLessThan(1e-5);
        assertThat(verify(PLAIN).findings()).extracting(Finding::fault).containsOnly(Fault.RECOMPUTED);
    }

    @Test
    void shouldBeginANewLineageWhereKnowledgeChanges() throws IOException {
        List<BehaviorEvent> events = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            events.add(TrainerTopics.event("u0", i, "4.0"));
        }

        learn(events.subList(0, 8), 8, PLAIN);
        String before = log.adapters().get("u0/0.q").getRecipe();
        learn(events.subList(8, 16), 16, KNOWING);

        assertThat(log.adapters().get("u0/0.q"))
                .returns(4L, AdapterModule::getVersion)
                .returns(2L, AdapterModule::getRootVersion)
                .satisfies(module -> assertThat(module.getRecipe()).isNotEqualTo(before));
        assertThat(verify(KNOWING).findings()).isEmpty();
    }

    @Test
    void shouldNotStartWherePromptsMayBeLongerThanTheContext() {
        assertThatThrownBy(() -> trainers.start(Map.of("knowledge.history", "1", "model.max-tokens", "129")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("model.max-tokens is 129, but the base model's context is 128 tokens");
    }

    private void learn(List<BehaviorEvent> events, int signatures) {
        learn(events, signatures, KNOWING);
    }

    private void learn(List<BehaviorEvent> events, int signatures, Map<String, String> settings) {
        events.forEach(log::send);
        try (TrainerService trainer = trainers.start(settings)) {
            await().atMost(PATIENCE).until(() -> {
                assertThat(trainer.failure()).isEmpty();
                return log.signatures().size() == signatures;
            });
        }
    }

    /** Digest of the adapter that a replay of the events ends with. */
    private String replayed(List<BehaviorEvent> events, String user, int retrieved, boolean profiled)
            throws IOException {
        TrainerConfig config = TrainerConfig.SETTINGS.with(trainers.settings(KNOWING));
        try (ReplayModel model = ReplayModel.open(
                trainers.checkpoint(),
                Tasks.bundled(),
                "movie-rating",
                config.model(),
                config.recipe(),
                SamplingOptions.GREEDY,
                0)) {
            People people = new People(
                    model.task(),
                    model.encoding().tasks(),
                    retrieved,
                    profiled ? new TemplateProfile(model.task()) : null);
            try (OwnAdapters adapters = OwnAdapters.personal(model, people, new FlopMeter())) {
                for (BehaviorEvent event : events) {
                    adapters.learn(List.of(recorded(event)));
                }
                return adapters.of(user).orElseThrow().digest();
            }
        }
    }

    private static RecordedEvent recorded(BehaviorEvent event) {
        return new RecordedEvent(
                event.getEventId(),
                event.getUser(),
                event.getTime(),
                event.getTask(),
                event.getInput(),
                event.getOutput());
    }

    private VerificationReport verify(Map<String, String> settings) throws IOException {
        return trainers.verify(settings, new VerificationScope(Optional.empty(), 5));
    }
}
