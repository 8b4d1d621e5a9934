package dev.intarsia.tests.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.model.engine.EngineOptions;
import dev.intarsia.model.fixture.TinyModel;
import dev.intarsia.schemas.avro.AdapterModule;
import dev.intarsia.schemas.avro.ErasureProgress;
import dev.intarsia.schemas.avro.EventSignature;
import dev.intarsia.schemas.topic.ErasureKey;
import dev.intarsia.tests.cluster.DiskCopies;
import dev.intarsia.tests.cluster.LocalClusterTest;
import dev.intarsia.tests.cluster.TestCluster;
import dev.intarsia.trainer.TrainerService;
import dev.intarsia.trainer.config.TrainerConfig;
import dev.intarsia.trainer.verify.Counted;
import dev.intarsia.trainer.verify.VerificationReport;
import dev.intarsia.trainer.verify.VerificationScope;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a trainer makes of the erasure of one event. */
@LocalClusterTest
@ExtendWith(SharedModel.Loading.class)
class ErasedEventIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @AutoClose
    private final TestTrainers trainers;

    private TrainerTopics log;
    private int sent;

    ErasedEventIT(TestCluster cluster, SharedModel model) {
        trainers = new TestTrainers(cluster, model, Map.of("batch.max-events", "16"));
        log = trainers.freshTopics();
    }

    /** What a trainer finds on its disk when it starts again. */
    enum Disk {
        AS_IT_WAS,
        LOST,
        OF_BEFORE_THE_ERASURE
    }

    /** Of two events that are equally similar the later one is in a prompt: each holds the two before. */
    @ParameterizedTest
    @CsvSource({"2000, 0", "12, 0", "2000, 2", "12, 2"})
    void shouldTrainAgainWithoutTheEvent(String window, String known) throws IOException {
        Map<String, String> more =
                Map.of("history.window", window, "knowledge.history", known, "model.max-tokens", "120");
        try (TrainerService trainer = trainers.start(more)) {
            send("u0", 22);
            send("u1", 10);
            log.consent("u0", 1);
            log.elect("u0");
            await(trainer, () -> log.signatures().size() == 32 && log.pieces().size() == 4);
            Map<String, AdapterModule> before = log.adapters();

            log.erase("u0", "e15");

            await(trainer, () -> newest("u0").getVersion() == 6);
            assertThat(newest("u0").getEvents()).isEqualTo(21);
            assertThat(newest("u0").getParentVersion()).isZero();
            assertThat(newest("u0").getRootVersion()).isEqualTo(5);
            assertThat(newest("u1")).isEqualTo(before.get("u1/0.q"));
            assertThat(log.pieces().values())
                    .allSatisfy(piece -> assertThat(piece.getVersion()).isEqualTo(6));
            assertThat(log.signatures().get(32).getModules())
                    .isEqualTo(signature("e15").getModules());
            assertThat(log.signatures().get(32))
                    .returns(true, EventSignature::getRetracted)
                    .returns(6L, EventSignature::getEventsAfter);
            assertSound(verify(more));

            send("u0", 10);
            await(trainer, () -> log.signatures().size() == 43 && newest("u0").getEvents() == 28);
        }

        assertThat(newest("u0").getVersion()).isEqualTo(8);
        assertSound(verify(more));
    }

    @ParameterizedTest
    @EnumSource
    void shouldComeBackWithoutTheEvent(Disk disk) throws IOException {
        comesBackWithoutTheEvent(disk, Map.of());
    }

    @Test
    void shouldComeBackWithoutTheEventInPrompts() throws IOException {
        comesBackWithoutTheEvent(
                Disk.LOST, Map.of("knowledge.history", "2", "knowledge.profile", "true", "model.max-tokens", "120"));
    }

    private void comesBackWithoutTheEvent(Disk disk, Map<String, String> more) throws IOException {
        eraseAndGoOn(Optional.empty(), more);
        Map<String, AdapterModule> undisturbed = log.adapters();
        log = trainers.freshTopics();
        sent = 0;

        eraseAndGoOn(Optional.of(disk), more);

        assertThat(digests(log.adapters())).isEqualTo(digests(undisturbed));
        assertSound(verify(more));
    }

    private void eraseAndGoOn(Optional<Disk> restart, Map<String, String> more) throws IOException {
        Path old = trainers.disk("copy");
        try (TrainerService trainer = trainers.start(more)) {
            send("u0", 15);
            await(trainer, () -> log.signatures().size() == 15);
        }
        DiskCopies.copy(trainers.disk("a"), old);
        TrainerService trainer = trainers.start(more);
        try {
            log.erase("u0", "e6");
            await(trainer, () -> newest("u0").getVersion() == 4);
            if (restart.isPresent()) {
                trainer.close();
                if (restart.get() != Disk.AS_IT_WAS) {
                    DiskCopies.delete(trainers.disk("a"));
                }
                if (restart.get() == Disk.OF_BEFORE_THE_ERASURE) {
                    DiskCopies.copy(old, trainers.disk("a"));
                }
                trainer = trainers.start(more);
            }
            // It is a new event now.
            log.send(TrainerTopics.event("u0", 6, "1.0"));
            send("u0", 4);
            await(trainer, () -> log.signatures().size() == 21);
        } finally {
            trainer.close();
        }
        assertThat(newest("u0").getEvents()).isEqualTo(16);
        assertThat(newest("u0").getVersion()).isEqualTo(5);
        assertThat(log.erasures())
                .filteredOn(report -> report.getPart().equals(ErasureKey.TRAINER_RECORDS))
                .hasSize(1);
    }

    @Test
    void shouldKeepAnAdapterThatHasNotLearnedTheEvent() throws IOException {
        try (TrainerService trainer = trainers.start(Map.of())) {
            send("u0", 10);
            await(trainer, () -> log.signatures().size() == 10);
            Map<String, AdapterModule> before = log.adapters();

            log.erase("u0", "e9");
            await(trainer, () -> log.signatures().size() == 11);

            assertThat(log.adapters()).isEqualTo(before);
            send("u0", 3);
            await(trainer, () -> newest("u0").getVersion() == 3);
        }
        assertThat(newest("u0").getEvents()).isEqualTo(12);
        assertThat(newest("u0").getParentVersion()).isEqualTo(2);
        assertSound(verify(Map.of()));
    }

    @Test
    void shouldReplaceAnAdapterOfAnotherShapeThatMayHaveLearnedTheEvent() throws IOException {
        try (TrainerService trainer = trainers.start(Map.of())) {
            send("u0", 9);
            await(trainer, () -> log.signatures().size() == 9);
        }
        assertThat(newest("u0").getRank()).isEqualTo(4);
        Map<String, String> smaller = Map.of("model.rank", "2", "model.alpha", "2");
        EngineOptions shape =
                EngineOptions.of(TrainerConfig.SETTINGS.with(smaller).model());

        try (TinyModel small = TinyModel.open(trainers.checkpoint(), shape);
                TrainerService trainer = trainers.start(smaller, small)) {
            log.erase("u0", "e3");
            await(trainer, () -> newest("u0").getRank() == 2);
        }

        assertThat(newest("u0").getEvents()).isEqualTo(8);
        assertThat(newest("u0").getVersion()).isEqualTo(3);
    }

    @Test
    void shouldLeaveNoAdapterOfTooFewEvents() throws IOException {
        try (TrainerService trainer = trainers.start(Map.of())) {
            send("u0", 4);
            await(trainer, () -> log.adapters().size() == 4);

            log.erase("u0", "e1");
            await(trainer, () -> log.adapters().isEmpty());

            send("u0", 1);
            await(trainer, () -> log.adapters().size() == 4);
        }
        assertThat(newest("u0").getEvents()).isEqualTo(4);
        assertSound(verify(Map.of()));
    }

    @Test
    void shouldSayThatAnEventIsUnknownOrTooOldToBeTakenOutOfTheStatistics() throws IOException {
        Map<String, String> more = Map.of("history.window", "8");
        try (TrainerService trainer = trainers.start(more)) {
            send("u0", 12);
            await(trainer, () -> log.signatures().size() == 12);

            log.erase("u0", "never-sent");
            log.erase("nobody", "e1");
            await(trainer, () -> reports().size() == 2);
            assertThat(reports()).allSatisfy(report -> {
                assertThat(report.getRemoved().values()).containsOnly(0L);
                assertThat(report.getLeft()).isEmpty();
            });
            assertThat(newest("u0").getVersion()).isEqualTo(3);

            log.erase("u0", "e1");
            await(trainer, () -> reports().size() == 3);
        }
        assertThat(reports().get(2).getRemoved()).containsEntry("trainer-state", 1L);
        assertThat(reports().get(2).getLeft()).containsExactly(Map.entry("assembler-statistics", 1L));
        assertThat(newest("u0").getVersion()).isEqualTo(4);
        assertThat(log.signatures()).hasSize(12);
        assertSound(verify(more));
    }

    private List<ErasureProgress> reports() {
        return log.erasures().stream()
                .filter(report -> report.getPart().equals(ErasureKey.TRAINER_RECORDS))
                .sorted(Comparator.comparing(ErasureProgress::getRecordedAt))
                .toList();
    }

    private static void assertSound(VerificationReport report) {
        assertThat(report.findings()).isEmpty();
        assertThat(report.notChecked()).isEmpty();
        assertThat(report.count(Counted.FORGOTTEN) + report.count(Counted.TAKEN_OUT))
                .isPositive();
        assertThat(report.count(Counted.RECOMPUTED)).isPositive();
        assertThat(report.largestDifference().orElseThrow()).isLessThan(1e-5);
    }

    private void send(String user, int events) {
        for (int i = 0; i < events; i++) {
            log.send(TrainerTopics.event(user, sent, (1 + sent % 10) / 2.0 + ""));
            sent++;
        }
    }

    private EventSignature signature(String eventId) {
        return log.signatures().stream()
                .filter(signature -> signature.getEventId().equals(eventId))
                .findFirst()
                .orElseThrow();
    }

    private AdapterModule newest(String user) {
        return log.adapters().get(user + "/0.q");
    }

    private static Map<String, String> digests(Map<String, AdapterModule> adapters) {
        Map<String, String> digests = new HashMap<>();
        adapters.forEach((key, module) -> digests.put(key, module.getVersion() + " " + module.getDigest()));
        return digests;
    }

    private static void await(TrainerService trainer, BooleanSupplier condition) {
        org.awaitility.Awaitility.await().atMost(PATIENCE).until(() -> {
            assertThat(trainer.failure()).isEmpty();
            return condition.getAsBoolean();
        });
    }

    private VerificationReport verify(Map<String, String> more) throws IOException {
        return trainers.verify(more, new VerificationScope(Optional.empty(), 5));
    }
}
