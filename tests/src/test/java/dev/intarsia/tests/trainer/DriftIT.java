package dev.intarsia.tests.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.intarsia.schemas.avro.AdapterModule;
import dev.intarsia.schemas.avro.DriftReport;
import dev.intarsia.tests.cluster.LocalClusterTest;
import dev.intarsia.tests.cluster.TestCluster;
import dev.intarsia.trainer.TrainerService;
import dev.intarsia.trainer.verify.Counted;
import dev.intarsia.trainer.verify.VerificationReport;
import dev.intarsia.trainer.verify.VerificationScope;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A user whose answers change, on the topics. */
@LocalClusterTest
@ExtendWith(SharedModel.Loading.class)
class DriftIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int BEFORE = 64;

    @AutoClose
    private final TestTrainers trainers;

    private final TrainerTopics trainerTopics;
    private int sent;

    DriftIT(TestCluster cluster, SharedModel model) {
        trainers = new TestTrainers(cluster, model, Map.of("training.learning-rate", "0.02"));
        trainerTopics = trainers.freshTopics();
    }

    @Test
    void shouldReportADriftOfWhatWasLearnedBeforeALostDiskAndForgetItWithTheUser() throws IOException {
        send("4.5", BEFORE);
        train("first");
        assertThat(trainerTopics.drifts()).isEmpty();
        AdapterModule before = trainerTopics.adapters().get("ada/0.q");
        assertThat(before.getLosses()).hasSize(40);

        send("1.0", 16);
        // The losses before are those on the topic.
        train("second");

        DriftReport drift = trainerTopics.drifts().get("ada");
        AdapterModule after = trainerTopics.adapters().get("ada/0.q");
        assertThat(drift.getEvents()).isGreaterThan(BEFORE).isEqualTo(after.getDriftAt());
        assertThat(drift.getVersion()).isBetween(before.getVersion() + 1, after.getVersion());
        assertThat(drift.getLossAfter()).isGreaterThan(drift.getLossBefore());
        assertThat(drift.getPValue()).isLessThan(0.001);
        VerificationReport report = trainers.verify(Map.of(), new VerificationScope(Optional.empty(), 1));
        assertThat(report.findings()).isEmpty();
        assertThat(report.count(Counted.RECOMPUTED)).isEqualTo(1);
        assertThat(report.largestDifference()).hasValue(0);

        trainerTopics.erase("ada");
        try (TrainerService trainer = trainer("second")) {
            await().atMost(PATIENCE).until(() -> trainerTopics.drifts().isEmpty());
            assertThat(trainer.failure()).isEmpty();
        }
    }

    private void send(String rating, int events) {
        for (int i = 0; i < events; i++) {
            trainerTopics.send(TrainerTopics.event("ada", sent++, rating));
        }
    }

    private void train(String disk) {
        try (TrainerService trainer = trainer(disk)) {
            await().atMost(PATIENCE).until(() -> trainerTopics.signatures().size() >= sent);
            assertThat(trainer.failure()).isEmpty();
        }
    }

    private TrainerService trainer(String disk) {
        return trainers.start(Map.of("state.directory", trainers.disk(disk).toString()));
    }
}
