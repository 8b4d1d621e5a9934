package dev.intarsia.tests.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.model.engine.EngineOptions;
import dev.intarsia.model.fixture.TinyCheckpoint;
import dev.intarsia.model.fixture.TinyModel;
import dev.intarsia.schemas.avro.AdapterModule;
import dev.intarsia.schemas.avro.ErasureProgress;
import dev.intarsia.schemas.avro.EventSignature;
import dev.intarsia.schemas.topic.ErasureKey;
import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.tests.cluster.DiskCopies;
import dev.intarsia.tests.cluster.LocalClusterTest;
import dev.intarsia.tests.cluster.TestCluster;
import dev.intarsia.trainer.TrainerService;
import dev.intarsia.trainer.config.TrainerConfig;
import dev.intarsia.trainer.observe.TrainerListener;
import dev.intarsia.trainer.verify.Counted;
import dev.intarsia.trainer.verify.Verification;
import dev.intarsia.trainer.verify.VerificationProgress;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a trainer makes of the erasure of one event. */
@LocalClusterTest
class ErasedEventIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int EVERY = 4;

    @TempDir
    static Path directory;

    @AutoClose
    private static TinyModel tiny;

    private final TestCluster cluster;
    private Topics topics;
    private TrainerTopics log;
    private int sent;

    ErasedEventIT(TestCluster cluster) {
        this.cluster = cluster;
    }

    /** What a trainer finds on its disk when it starts again. */
    enum Disk {
        AS_IT_WAS,
        LOST,
        OF_BEFORE_THE_ERASURE
    }

    @BeforeAll
    static void loadModel() throws IOException {
        TrainerConfig shape = TrainerConfig.SETTINGS.with(Map.of("model.rank", "4", "model.alpha", "4"));
        tiny = TinyModel.open(TinyCheckpoint.UNDECIDED.write(directory), EngineOptions.of(shape.model()));
    }

    @BeforeEach
    void openTopics() {
        topics = cluster.moreTopics(2);
        log = new TrainerTopics(cluster.bootstrapServers(), cluster.registryUrl(), topics);
        sent = 0;
    }

    @AfterEach
    void closeTopics() {
        log.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2000", "12"})
    void shouldTrainAgainWithoutTheEvent(String window) throws IOException {
        Map<String, String> more = Map.of("history.window", window);
        try (TrainerService trainer = trainer(more)) {
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
        eraseAndGoOn(Optional.empty());
        Map<String, AdapterModule> undisturbed = log.adapters();
        openTopics();

        eraseAndGoOn(Optional.of(disk));

        assertThat(digests(log.adapters())).isEqualTo(digests(undisturbed));
        assertSound(verify(Map.of()));
    }

    private void eraseAndGoOn(Optional<Disk> restart) throws IOException {
        Path old = directory.resolve("old" + System.nanoTime());
        try (TrainerService trainer = trainer(Map.of())) {
            send("u0", 15);
            await(trainer, () -> log.signatures().size() == 15);
        }
        DiskCopies.copy(state(), old);
        TrainerService trainer = trainer(Map.of());
        try {
            log.erase("u0", "e6");
            await(trainer, () -> newest("u0").getVersion() == 4);
            if (restart.isPresent()) {
                trainer.close();
                if (restart.get() != Disk.AS_IT_WAS) {
                    DiskCopies.delete(state());
                }
                if (restart.get() == Disk.OF_BEFORE_THE_ERASURE) {
                    DiskCopies.copy(old, state());
                }
                trainer = trainer(Map.of());
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
        try (TrainerService trainer = trainer(Map.of())) {
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
        try (TrainerService trainer = trainer(Map.of())) {
            send("u0", 9);
            await(trainer, () -> log.signatures().size() == 9);
        }
        assertThat(newest("u0").getRank()).isEqualTo(4);
        Map<String, String> smaller = Map.of("model.rank", "2", "model.alpha", "2");
        EngineOptions shape =
                EngineOptions.of(TrainerConfig.SETTINGS.with(smaller).model());

        try (TinyModel small = TinyModel.open(directory, shape);
                TrainerService trainer = trainer(smaller, small)) {
            log.erase("u0", "e3");
            await(trainer, () -> newest("u0").getRank() == 2);
        }

        assertThat(newest("u0").getEvents()).isEqualTo(8);
        assertThat(newest("u0").getVersion()).isEqualTo(3);
    }

    @Test
    void shouldLeaveNoAdapterOfTooFewEvents() throws IOException {
        try (TrainerService trainer = trainer(Map.of())) {
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
        try (TrainerService trainer = trainer(more)) {
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

    private TrainerService trainer(Map<String, String> more) {
        return trainer(more, tiny);
    }

    private TrainerService trainer(Map<String, String> more, TinyModel model) {
        TrainerService trainer = new TrainerService(
                TrainerConfig.SETTINGS.with(settings(more)), model.model(), model.tokenizer(), TrainerListener.none());
        trainer.start();
        return trainer;
    }

    private VerificationReport verify(Map<String, String> more) throws IOException {
        try (Verification verification = new Verification(
                TrainerConfig.SETTINGS.with(settings(more)),
                new VerificationScope(Optional.empty(), 5),
                VerificationProgress.NONE)) {
            return verification.run();
        }
    }

    private Path state() {
        return directory.resolve("state").resolve(topics.events().name());
    }

    private Map<String, String> settings(Map<String, String> more) {
        String prefix = topics.events().name().replaceFirst("events$", "");
        Map<String, String> settings = new HashMap<>();
        settings.put("kafka.bootstrap-servers", cluster.bootstrapServers());
        settings.put("kafka.topic-prefix", prefix);
        settings.put("kafka.group-id", prefix + "trainers");
        settings.put("kafka.instance", "erasing");
        settings.put("kafka.partitions", "2");
        settings.put("schema-registry.url", cluster.registryUrl());
        settings.put("state.directory", state().toString());
        settings.put("model.path", directory.toString());
        settings.put("model.rank", "4");
        settings.put("model.alpha", "4");
        settings.put("batch.max-events", "16");
        settings.put("update.every", Integer.toString(EVERY));
        settings.put("signatures.sketch", "16");
        settings.put("management.port", "0");
        settings.putAll(more);
        return settings;
    }
}
