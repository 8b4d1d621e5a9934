package dev.intarsia.tests.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.intarsia.schemas.avro.AdapterModule;
import dev.intarsia.schemas.avro.Release;
import dev.intarsia.schemas.registry.Registry;
import dev.intarsia.schemas.registry.RetryPolicy;
import dev.intarsia.schemas.serde.AvroSerdes;
import dev.intarsia.stack.quarantine.QuarantineEntry;
import dev.intarsia.stack.quarantine.QuarantineReading;
import dev.intarsia.stack.quarantine.ReleaseOrder;
import dev.intarsia.tests.cluster.LocalClusterTest;
import dev.intarsia.tests.cluster.TestCluster;
import dev.intarsia.trainer.TrainerService;
import dev.intarsia.trainer.verify.Counted;
import dev.intarsia.trainer.verify.VerificationReport;
import dev.intarsia.trainer.verify.VerificationScope;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Users whose updates explode, in a running trainer: what stands on the topics, and what is said of it. */
@LocalClusterTest
@ExtendWith(SharedModel.Loading.class)
class QuarantineIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int EVERY = TestTrainers.EVERY;
    private static final Map<String, String> EXPLODING = Map.of("training.learning-rate", "0.5", "bounds.norm", "1");

    @AutoClose
    private final TestTrainers trainers;

    private final TrainerTopics trainerTopics;
    private int sent;

    QuarantineIT(TestCluster cluster, SharedModel model) {
        trainers = new TestTrainers(cluster, model, Map.of());
        trainerTopics = trainers.freshTopics();
    }

    @Test
    void shouldKeepTheLastGoodWeightsAcrossALostDiskAndLetTheUserOutByAnUpdateWithinBounds() throws IOException {
        send("ada", EVERY);
        train(Map.of(), "first");
        AdapterModule good = module("ada");

        send("ada", 2 * EVERY);
        train(EXPLODING, "first");
        send("ada", EVERY);
        // Another directory is a lost disk: who is in quarantine is read from the topics.
        train(EXPLODING, "second");
        AdapterModule held = module("ada");
        List<QuarantineEntry> listed = listed();
        VerificationReport report = verify(EXPLODING);

        assertThat(held.getVersion()).isEqualTo(4);
        assertThat(held.getEvents()).isEqualTo(4 * EVERY);
        assertThat(held.getHeld()).isEqualTo("norm");
        assertThat(held.getGoodVersion()).isEqualTo(1);
        assertThat(held.getDigest()).isEqualTo(good.getDigest());
        assertThat(held.getWeights()).isEqualTo(good.getWeights());
        assertThat(listed).singleElement().satisfies(entry -> {
            assertThat(entry.user()).isEqualTo("ada");
            assertThat(entry.what()).isEqualTo(QuarantineEntry.ADAPTER);
            assertThat(entry.reason()).isEqualTo("norm");
            assertThat(entry.since()).isBetween(good.getLastIngestedAt(), held.getLastIngestedAt());
        });
        assertThat(report.findings()).isEmpty();
        assertThat(report.count(Counted.LINEAGES)).isEqualTo(1);
        assertThat(report.count(Counted.HELD)).isEqualTo(1);

        send("ada", EVERY);
        train(Map.of(), "second");

        assertThat(module("ada").getHeld()).isEmpty();
        assertThat(module("ada").getParentVersion()).isEqualTo(4);
        assertThat(module("ada").getDigest()).isNotEqualTo(good.getDigest());
        assertThat(listed()).isEmpty();
    }

    @Test
    void shouldLetAReleasedUserGoOnByOneUpdateWhateverItsNorm() throws Exception {
        send("ada", EVERY);
        train(EXPLODING, "first");
        AdapterModule held = module("ada");
        assertThat(listed())
                .singleElement()
                .satisfies(entry -> assertThat(entry.released()).isEmpty());

        assertThat(release("bob")).isEmpty();
        Release order = release("ada").orElseThrow();
        assertThat(order.getHeldSince()).isEqualTo(held.getHeldSince());
        assertThat(listed()).singleElement().satisfies(entry -> {
            assertThat(entry.user()).isEqualTo("ada");
            assertThat(entry.reason()).isEqualTo("norm");
            assertThat(entry.released()).contains(order.getTime());
        });

        send("ada", EVERY);
        // A lost disk: the order is read from its topic.
        train(EXPLODING, "second");
        AdapterModule released = module("ada");
        assertThat(released.getVersion()).isEqualTo(2);
        assertThat(released.getHeld()).isEmpty();
        assertThat(released.getReleased()).containsExactly(2L);
        assertThat(released.getDigest()).isNotEqualTo(held.getDigest());
        assertThat(listed()).isEmpty();
        assertThat(release("ada")).isEmpty();
        VerificationReport report = verify(EXPLODING);
        assertThat(report.findings()).isEmpty();
        assertThat(report.count(Counted.RECOMPUTED)).isEqualTo(1);
        assertThat(report.largestDifference()).hasValue(0);

        send("ada", EVERY);
        train(Map.of("training.learning-rate", "50", "bounds.norm", "1"), "second");
        AdapterModule after = module("ada");
        assertThat(after.getHeld()).as("the order was for one update").isEqualTo("norm");
        assertThat(after.getGoodVersion()).isEqualTo(2);
        assertThat(after.getDigest()).isEqualTo(released.getDigest());
    }

    @Test
    void shouldVerifyAndTrainAgainWhatWasHeldSinceTheFirstUpdate() throws IOException {
        send("ada", 3 * EVERY);
        send("bob", 2 * EVERY);
        train(EXPLODING, "first");

        VerificationReport report = verify(EXPLODING);

        assertThat(report.findings()).isEmpty();
        assertThat(report.count(Counted.LINEAGES)).isEqualTo(2);
        assertThat(report.count(Counted.HELD)).isEqualTo(2);
        assertThat(report.count(Counted.RECOMPUTED)).isEqualTo(2);
        assertThat(report.largestDifference()).hasValue(0);
    }

    @Test
    void shouldLeaveNothingOfAnErasedUserInQuarantine() throws IOException {
        send("ada", EVERY);
        send("bob", EVERY);
        train(EXPLODING, "first");
        assertThat(listed()).extracting(QuarantineEntry::user).containsExactlyInAnyOrder("ada", "bob");

        trainerTopics.erase("ada");
        try (TrainerService trainer = trainer(EXPLODING, "first")) {
            await().atMost(PATIENCE)
                    .until(() -> trainerTopics.adapters().keySet().stream().noneMatch(key -> key.startsWith("ada/")));
            assertThat(trainer.failure()).isEmpty();
        }

        assertThat(listed()).extracting(QuarantineEntry::user).containsExactly("bob");
    }

    private AdapterModule module(String user) {
        return trainerTopics.adapters().get(user + "/0.q");
    }

    private void send(String user, int events) {
        for (int i = 0; i < events; i++) {
            trainerTopics.send(TrainerTopics.event(user, sent++, "4.5"));
        }
    }

    private List<QuarantineEntry> listed() throws IOException {
        try (Registry registry = Registry.connect(trainers.cluster().registryUrl(), Map.of(), RetryPolicy.DEFAULT)) {
            return QuarantineReading.read(
                    trainers.cluster().bootstrapServers(), new AvroSerdes(registry), trainers.topics());
        }
    }

    private Optional<Release> release(String user) throws IOException, InterruptedException {
        try (Registry registry = Registry.connect(trainers.cluster().registryUrl(), Map.of(), RetryPolicy.DEFAULT)) {
            return ReleaseOrder.give(
                    user, trainers.cluster().bootstrapServers(), new AvroSerdes(registry), trainers.topics());
        }
    }

    private void train(Map<String, String> more, String disk) {
        try (TrainerService trainer = trainer(more, disk)) {
            await().atMost(PATIENCE).until(() -> trainerTopics.signatures().size() >= sent);
            assertThat(trainer.failure()).isEmpty();
        }
    }

    private TrainerService trainer(Map<String, String> more, String disk) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("state.directory", trainers.disk(disk).toString());
        return trainers.start(settings);
    }

    private VerificationReport verify(Map<String, String> more) throws IOException {
        return trainers.verify(more, new VerificationScope(Optional.empty(), 5));
    }
}
