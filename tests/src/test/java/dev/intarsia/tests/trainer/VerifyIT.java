package dev.intarsia.tests.trainer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.intarsia.schemas.avro.AdapterModule;
import dev.intarsia.schemas.avro.BehaviorEvent;
import dev.intarsia.schemas.avro.EventSignature;
import dev.intarsia.tests.cluster.LocalClusterTest;
import dev.intarsia.tests.cluster.TestCluster;
import dev.intarsia.trainer.TrainerService;
import dev.intarsia.trainer.verify.Counted;
import dev.intarsia.trainer.verify.Fault;
import dev.intarsia.trainer.verify.Finding;
import dev.intarsia.trainer.verify.NotChecked;
import dev.intarsia.trainer.verify.VerificationReport;
import dev.intarsia.trainer.verify.VerificationScope;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a verification finds, and that it finds nothing where nothing is wrong. */
@LocalClusterTest
@ExtendWith(SharedModel.Loading.class)
class VerifyIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int EVERY = TestTrainers.EVERY;

    @AutoClose
    private final TestTrainers trainers;

    private TrainerTopics trainerTopics;

    VerifyIT(TestCluster cluster, SharedModel model) {
        trainers = new TestTrainers(cluster, model, Map.of("kafka.instance", "verified", "batch.max-events", "16"));
        trainerTopics = trainers.freshTopics();
    }

    @Test
    void shouldFindNothingWhereDuplicatesBadRecordsAndErasuresWereWorkedOn() throws IOException {
        List<BehaviorEvent> log = log(0, 90, 5);
        log.forEach(trainerTopics::send);
        log.subList(10, 30).forEach(trainerTopics::send);
        trainerTopics.sendBytes("u1", "no Avro".getBytes(UTF_8));
        train(Map.of(), 90);
        trainerTopics.erase("u0");
        log(90, 30, 5).forEach(trainerTopics::send);
        train(Map.of(), 120);

        VerificationReport report = verify(Map.of(), 3);

        assertThat(report.findings()).isEmpty();
        assertThat(report.sound()).isTrue();
        assertThat(report.notChecked()).isEmpty();
        assertThat(report.count(Counted.RECORDS)).isEqualTo(141);
        assertThat(report.count(Counted.ACCEPTED)
                        + report.count(Counted.FORGOTTEN)
                        + report.count(Counted.DUPLICATES)
                        + report.count(Counted.REFUSED))
                .isEqualTo(141);
        assertThat(report.count(Counted.REFUSED)).isEqualTo(1);
        assertThat(report.count(Counted.DUPLICATES)).isPositive();
        assertThat(report.count(Counted.FORGOTTEN)).isPositive();
        assertThat(report.count(Counted.LINEAGES)).isEqualTo(5);
        assertThat(report.count(Counted.RECOMPUTED)).isBetween(1L, 3L);
        assertThat(report.largestDifference().orElseThrow()).isLessThan(1e-5);
    }

    @Test
    void shouldFindNothingBesideATrainerThatWorks() throws IOException {
        List<BehaviorEvent> log = log(0, 400, 4);
        log.subList(0, 100).forEach(trainerTopics::send);

        List<VerificationReport> reports = new ArrayList<>();
        try (TrainerService trainer = trainers.start(Map.of("batch.max-events", "4"))) {
            await().atMost(PATIENCE).until(() -> !trainerTopics.signatures().isEmpty());
            for (int part = 1; part < 4; part++) {
                log.subList(100 * part, 100 * (part + 1)).forEach(trainerTopics::send);
                reports.add(verify(Map.of(), 0));
            }
            await().atMost(PATIENCE).until(() -> trainerTopics.signatures().size() == log.size());
            assertThat(trainer.failure()).isEmpty();
        }

        assertThat(reports)
                .allSatisfy(report -> assertThat(report.findings()).isEmpty())
                .extracting(report -> report.count(Counted.RECORDS))
                .isSorted();
    }

    @Test
    void shouldFindEventsThatWereLostAndSignaturesThatWereDoubled() throws Exception {
        log(0, 40, 2).forEach(trainerTopics::send);
        train(Map.of(), 40);
        BehaviorEvent lost = TrainerTopics.event("u0", 900, "4.0");
        trainerTopics.send(lost);
        passOver("u0");
        EventSignature doubled = trainerTopics.signatures().stream()
                .filter(signature -> signature.getUser().equals("u1"))
                .findFirst()
                .orElseThrow();
        trainerTopics.forge(doubled);
        trainerTopics.forge(
                EventSignature.newBuilder(doubled).setEventId("never-sent").build());

        VerificationReport report = verify(Map.of(), 0);

        assertThat(report.sound()).isFalse();
        assertThat(report.faults(Fault.LOST)).isEqualTo(1);
        assertThat(report.faults(Fault.DOUBLED)).isEqualTo(1);
        assertThat(report.findings())
                .filteredOn(finding -> finding.fault() == Fault.LOST)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.user()).isEqualTo("u0");
                    assertThat(finding.where())
                            .startsWith(trainers.topics().events().name());
                    assertThat(finding.what()).contains("e900");
                });
        assertThat(report.findings())
                .filteredOn(finding -> finding.fault() == Fault.MISPLACED)
                .extracting(Finding::what)
                .anyMatch(what -> what.contains("never-sent"));
    }

    @Test
    void shouldFindVersionsThatDoNotFollowFromTheEvents() throws IOException {
        log(0, 60, 3).forEach(trainerTopics::send);
        train(Map.of(), 60);
        List<AdapterModule> whole = modules("u0");
        // Another lineage under sound weights, as of a trainer that has missed an event.
        whole.forEach(module -> trainerTopics.forge(AdapterModule.newBuilder(module)
                .setVersion(module.getVersion() + 1)
                .setLineage(module.getLineage().replace(module.getLineage().charAt(0), '0'))
                .build()));
        modules("u1")
                .forEach(module -> trainerTopics.forge(AdapterModule.newBuilder(module)
                        .setVersion(module.getVersion() + 1)
                        .setWeights(ByteBuffer.allocate(module.getWeights().remaining()))
                        .build()));

        VerificationReport report = verify(Map.of(), 0);

        assertThat(report.findings())
                .extracting(Finding::fault, Finding::user)
                .containsExactlyInAnyOrder(tuple(Fault.LINEAGE, "u0"), tuple(Fault.WEIGHTS, "u1"));
        assertThat(report.count(Counted.LINEAGES)).isEqualTo(1);
    }

    @Test
    void shouldFindWeightsThatTrainingAgainDoesNotGive() throws IOException {
        List<BehaviorEvent> log = log(0, 24, 1);
        log.forEach(trainerTopics::send);
        train(Map.of("training.learning-rate", "0.02"), 24);
        List<AdapterModule> others = modules("u0");
        trainerTopics = trainers.freshTopics();
        log.forEach(trainerTopics::send);
        train(Map.of(), 24);
        // Whole and with their own digest, but not what the lineage says.
        for (int i = 0; i < others.size(); i++) {
            trainerTopics.forge(AdapterModule.newBuilder(modules("u0").get(i))
                    .setWeights(others.get(i).getWeights())
                    .setDigest(others.get(i).getDigest())
                    .build());
        }

        VerificationReport quick = verify(Map.of(), 0);
        VerificationReport thorough = verify(Map.of(), 1);

        assertThat(quick.faults()).doesNotContainKey(Fault.LINEAGE).doesNotContainKey(Fault.WEIGHTS);
        assertThat(thorough.faults(Fault.RECOMPUTED)).isEqualTo(1);
        assertThat(thorough.largestDifference().orElseThrow()).isGreaterThan(1e-3);
    }

    @Test
    void shouldFollowLineagesFromTheChangeOfASetting() throws IOException {
        log(0, 40, 2).forEach(trainerTopics::send);
        train(Map.of(), 40);
        log(40, 40, 2).forEach(trainerTopics::send);
        train(Map.of("training.learning-rate", "0.02"), 80);

        VerificationReport now = verify(Map.of("training.learning-rate", "0.02"), 2);
        VerificationReport before = verify(Map.of(), 0);

        assertThat(now.findings()).isEmpty();
        assertThat(now.count(Counted.LINEAGES)).isEqualTo(2);
        assertThat(now.count(Counted.SINCE_ROOT)).isEqualTo(2);
        assertThat(now.count(Counted.RECOMPUTED)).isZero();
        assertThat(before.findings()).isEmpty();
    }

    @Test
    void shouldExplainUpdatesThatWereDropped() throws IOException {
        Map<String, String> strict =
                Map.of("guard.holdout", "2", "guard.margin", "0", "training.learning-rate", "0.05");
        log(0, 80, 2).forEach(trainerTopics::send);
        train(strict, 80);

        VerificationReport quick = verify(strict, 0);
        VerificationReport thorough = verify(strict, 2);

        assertThat(modules("u0").get(0).getVersion())
                .as("some updates were dropped")
                .isLessThan(modules("u0").get(0).getEvents() / EVERY);
        assertThat(quick.findings()).isEmpty();
        assertThat(thorough.findings()).isEmpty();
        assertThat(thorough.count(Counted.LINEAGES)).isEqualTo(2);
        assertThat(thorough.notChecked()).doesNotContainKey(NotChecked.DROPPED);
    }

    @Test
    void shouldFollowSharersWhoAreTrainedAtOnceWhenTheyAreElected() throws IOException {
        Map<String, String> roster = Map.of("adapters.for", "roster", "history.window", "12");
        trainerTopics.consent("u0", 1);
        List<BehaviorEvent> log = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            log.add(TrainerTopics.event("u0", i, (1 + i % 10) / 2.0 + ""));
        }
        log.subList(0, 18).forEach(trainerTopics::send);
        try (TrainerService trainer = trainers.start(roster)) {
            await().atMost(PATIENCE).until(() -> trainerTopics.signatures().size() == 18);
            trainerTopics.elect("u0");
            await().atMost(PATIENCE).until(() -> trainerTopics.adapters().size() == 4);
            assertThat(modules("u0").get(0).getEvents()).isEqualTo(18);
            log.subList(18, 30).forEach(trainerTopics::send);
            await().atMost(PATIENCE).until(() -> trainerTopics.signatures().size() == 30);
            assertThat(trainer.failure()).isEmpty();
        }

        VerificationReport report = verify(roster, 1);

        assertThat(modules("u0").get(0).getVersion()).isEqualTo(4);
        assertThat(report.findings()).isEmpty();
        assertThat(report.count(Counted.LINEAGES)).isEqualTo(1);
        assertThat(report.count(Counted.GAPS)).isEqualTo(3);
        assertThat(report.largestDifference().orElseThrow()).isLessThan(1e-5);
    }

    @Test
    void shouldSayOfHowManyUsersTheEventsAreGone() throws Exception {
        log(0, 60, 4).forEach(trainerTopics::send);
        train(Map.of(), 60);
        try (Admin admin = trainers.cluster().admin()) {
            TopicPartition partition =
                    new TopicPartition(trainers.topics().events().name(), partition("u0"));
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(15)))
                    .all()
                    .get();
        }

        VerificationReport report = verify(Map.of(), 0);
        VerificationReport one = verify(Map.of(), Optional.of("u0"), 1);

        assertThat(report.findings()).isEmpty();
        assertThat(report.notChecked().get(NotChecked.LOG_CUT)).isPositive();
        assertThat(report.count(Counted.LINEAGES) + report.notChecked().get(NotChecked.LOG_CUT))
                .isEqualTo(4);
        assertThat(one.count(Counted.USERS)).isEqualTo(1);
        assertThat(one.notChecked()).containsEntry(NotChecked.LOG_CUT, 1L);
    }

    private void passOver(String user) throws Exception {
        try (Admin admin = trainers.cluster().admin()) {
            TopicPartition partition =
                    new TopicPartition(trainers.topics().events().name(), partition(user));
            String group = trainers.group();
            OffsetAndMetadata committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .get(partition);
            admin.alterConsumerGroupOffsets(group, Map.of(partition, new OffsetAndMetadata(committed.offset() + 1)))
                    .all()
                    .get();
        }
    }

    private int partition(String user) {
        return trainers.topics().signatures().partition(user, 2);
    }

    private List<AdapterModule> modules(String user) {
        return trainerTopics.adapters().values().stream()
                .filter(module -> module.getUser().equals(user))
                .toList();
    }

    private void train(Map<String, String> more, int signatures) {
        try (TrainerService trainer = trainers.start(more)) {
            await().atMost(PATIENCE).until(() -> trainerTopics.signatures().size() >= signatures);
            assertThat(trainer.failure()).isEmpty();
        }
        assertThat(trainerTopics.signatures()).hasSize(signatures);
    }

    private VerificationReport verify(Map<String, String> more, int recompute) throws IOException {
        return verify(more, Optional.empty(), recompute);
    }

    private VerificationReport verify(Map<String, String> more, Optional<String> user, int recompute)
            throws IOException {
        return trainers.verify(more, new VerificationScope(user, recompute));
    }

    private static List<BehaviorEvent> log(int from, int length, int users) {
        Random random = new Random(from + length);
        List<BehaviorEvent> log = new ArrayList<>();
        for (int i = from; i < from + length; i++) {
            log.add(TrainerTopics.event("u" + random.nextInt(users), i, (1 + random.nextInt(10)) / 2.0 + ""));
        }
        return log;
    }
}
