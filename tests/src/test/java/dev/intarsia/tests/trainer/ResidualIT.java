package dev.intarsia.tests.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.Weighted;
import dev.intarsia.model.engine.EngineOptions;
import dev.intarsia.model.fixture.TinyCheckpoint;
import dev.intarsia.model.fixture.TinyModel;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.schemas.avro.AdapterBase;
import dev.intarsia.schemas.avro.AdapterModule;
import dev.intarsia.schemas.avro.Assignment;
import dev.intarsia.schemas.avro.AssignmentCause;
import dev.intarsia.schemas.avro.ModuleAssignment;
import dev.intarsia.schemas.avro.Piece;
import dev.intarsia.schemas.avro.PieceWeight;
import dev.intarsia.schemas.floats.LittleEndianFloats;
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
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trainer that trains residuals on top of what assignments and pieces say. */
@LocalClusterTest
class ResidualIT {
    private static final Duration PATIENCE = Duration.ofSeconds(240);
    private static final int MODULES = 4;

    @TempDir
    static Path directory;

    @AutoClose
    private static TinyModel tiny;

    private final TestCluster cluster;
    private Topics topics;
    private TrainerTopics log;
    private int sent;

    ResidualIT(TestCluster cluster) {
        this.cluster = cluster;
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

    @Test
    void shouldTrainAResidualOnTopOfTheAssignmentFromTheThresholdOn() throws IOException {
        try (TrainerService trainer = trainer()) {
            shareAndAssign(trainer);
            send("u0", 7);
            send("u2", 8);
            await(trainer, () -> log.signatures().size() == 23 && log.adapters().containsKey("u2/0.q"));
            assertThat(log.adapters()).doesNotContainKey("u0/0.q");

            send("u0", 5);
            await(trainer, () -> log.signatures().size() == 28 && newest("u0").getVersion() == 2);
        }

        assertThat(newest("u1").getBase()).isEqualTo(AdapterBase.BASE_MODEL);
        assertThat(newest("u0"))
                .returns(AdapterBase.ASSEMBLED, AdapterModule::getBase)
                .returns(12L, AdapterModule::getEvents)
                .returns(1L, AdapterModule::getParentVersion)
                .returns(1L, AdapterModule::getAssignment)
                .returns(composed(0.5f).digest(), AdapterModule::getAssembledDigest);
        assertThat(newest("u2"))
                .returns(AdapterBase.ASSEMBLED, AdapterModule::getBase)
                .returns(0L, AdapterModule::getAssignment)
                .returns("", AdapterModule::getAssembledDigest);
        assertThat(log.pieces().keySet()).allMatch(piece -> piece.startsWith("u1/"));
        VerificationReport report = verify();
        assertThat(report.findings()).isEmpty();
        assertThat(report.notChecked()).isEmpty();
        assertThat(report.count(Counted.LINEAGES)).isEqualTo(3);
        assertThat(report.count(Counted.RESIDUALS)).isEqualTo(2);
        assertThat(report.count(Counted.RECOMPUTED)).isEqualTo(1);
    }

    @Test
    void shouldTrainTheSameAfterARestartAndAfterTheDiskIsLost() {
        trainWithRestarts(false);
        Map<String, String> undisturbed = digests();
        openTopics();

        trainWithRestarts(true);

        assertThat(undisturbed.keySet()).contains("u0/0.q", "u1/0.q");
        assertThat(digests()).isEqualTo(undisturbed);
    }

    private void trainWithRestarts(boolean restarts) {
        TrainerService trainer = trainer();
        try {
            shareAndAssign(trainer);
            for (int expected : List.of(18, 28)) {
                send("u0", 10);
                TrainerService running = trainer;
                await(running, () -> log.signatures().size() == expected);
                if (restarts) {
                    trainer.close();
                    if (expected == 18) {
                        DiskCopies.delete(state());
                    }
                    trainer = trainer();
                }
            }
            send("u0", 4);
            TrainerService running = trainer;
            await(running, () -> log.signatures().size() == 32 && newest("u0").getEvents() == 24);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } finally {
            trainer.close();
        }
    }

    @Test
    void shouldTrainAgainWithoutAnErasedEventAndForgetAnErasedUser() throws IOException {
        try (TrainerService trainer = trainer()) {
            shareAndAssign(trainer);
            send("u0", 12);
            await(trainer, () -> log.signatures().size() == 20 && newest("u0").getVersion() == 2);

            log.erase("u0", "e10");
            await(trainer, () -> newest("u0").getVersion() == 3);

            assertThat(newest("u0"))
                    .returns(AdapterBase.ASSEMBLED, AdapterModule::getBase)
                    .returns(0L, AdapterModule::getParentVersion)
                    .returns(11L, AdapterModule::getEvents)
                    .returns(1L, AdapterModule::getAssignment);
            assertThat(verify().findings()).isEmpty();

            log.erase("u0");
            await(trainer, () -> !log.adapters().containsKey("u0/0.q"));
            send("u0", 8);
            await(trainer, () -> log.adapters().containsKey("u0/0.q"));
        }
        assertThat(newest("u0").getEvents()).isEqualTo(8);
        assertThat(newest("u0").getVersion()).isEqualTo(1);
        assertThat(newest("u0").getAssignment())
                .as("the assignment is of before the erasure")
                .isZero();
    }

    @Test
    void shouldGiveAnElectedUserAnOwnAdapterAndTheirPiecesOfIt() throws IOException {
        try (TrainerService trainer = trainer()) {
            shareAndAssign(trainer);
            send("u0", 12);
            await(trainer, () -> log.signatures().size() == 20 && newest("u0").getVersion() == 2);

            log.consent("u0", 1);
            log.elect("u0");
            await(trainer, () -> log.pieces().size() == 2 * MODULES);

            AdapterModule own = newest("u0");
            assertThat(own)
                    .returns(AdapterBase.BASE_MODEL, AdapterModule::getBase)
                    .returns(3L, AdapterModule::getVersion)
                    .returns(0L, AdapterModule::getParentVersion)
                    .returns(12L, AdapterModule::getEvents);
            assertThat(log.pieces().get("u0/0.q").getWeights()).isEqualTo(own.getWeights());

            log.dismiss("u0");
            send("u0", 4);
            await(trainer, () -> newest("u0").getVersion() == 4);
        }
        assertThat(newest("u0"))
                .returns(AdapterBase.ASSEMBLED, AdapterModule::getBase)
                .returns(3L, AdapterModule::getParentVersion);
        assertThat(log.pieces()).hasSize(MODULES);
        assertThat(verify().findings()).isEmpty();
    }

    /** User u1 shares pieces of eight events, and half of them is what is assembled for u0. */
    private void shareAndAssign(TrainerService trainer) {
        log.consent("u1", 1);
        log.elect("u1");
        send("u1", 8);
        await(
                trainer,
                () -> log.signatures().size() == 8
                        && log.pieces().size() == MODULES
                        && log.pieces().values().stream().allMatch(piece -> piece.getVersion() == 2));
        log.assign(Assignment.newBuilder()
                .setUser("u0")
                .setVersion(1)
                .setBaseModel(tiny.model().fingerprint())
                .setPoolVersion(1)
                .setEvents(1)
                .setLastEventId("e0")
                .setLastIngestedAt(Instant.now())
                .setCause(AssignmentCause.HISTORY)
                .setModules(log.pieces().values().stream()
                        .map(piece -> new ModuleAssignment(
                                piece.getModule(), List.of(new PieceWeight("u1", 2L, 0.5f, 0f, Instant.EPOCH))))
                        .toList())
                .setDigest("0".repeat(64))
                .build());
    }

    private Adapter composed(float weight) {
        Map<ModuleId, List<Weighted>> modules = new TreeMap<>();
        for (Piece piece : log.pieces().values()) {
            modules.put(
                    ModuleId.parse(piece.getModule()),
                    List.of(new Weighted(LittleEndianFloats.decode(piece.getWeights()), weight)));
        }
        return Adapter.sum(tiny.model().layout(), modules);
    }

    private void send(String user, int events) {
        for (int i = 0; i < events; i++) {
            log.send(TrainerTopics.event(user, sent, (1 + sent % 10) / 2.0 + ""));
            sent++;
        }
    }

    private AdapterModule newest(String user) {
        return log.adapters().get(user + "/0.q");
    }

    private Map<String, String> digests() {
        Map<String, String> digests = new HashMap<>();
        log.adapters().forEach((key, module) -> digests.put(key, module.getVersion() + " " + module.getDigest()));
        return digests;
    }

    private static void await(TrainerService trainer, BooleanSupplier condition) {
        org.awaitility.Awaitility.await()
                .atMost(PATIENCE)
                .ignoreException(NullPointerException.class)
                .until(() -> {
                    assertThat(trainer.failure()).isEmpty();
                    return condition.getAsBoolean();
                });
    }

    private TrainerService trainer() {
        TrainerService trainer = new TrainerService(
                TrainerConfig.SETTINGS.with(settings()), tiny.model(), tiny.tokenizer(), TrainerListener.none());
        trainer.start();
        return trainer;
    }

    private VerificationReport verify() throws IOException {
        try (Verification verification = new Verification(
                TrainerConfig.SETTINGS.with(settings()),
                new VerificationScope(Optional.empty(), 5),
                VerificationProgress.NONE)) {
            return verification.run();
        }
    }

    private Path state() {
        return directory.resolve("state").resolve(topics.events().name());
    }

    private Map<String, String> settings() {
        String prefix = topics.events().name().replaceFirst("events$", "");
        Map<String, String> settings = new HashMap<>();
        settings.put("kafka.bootstrap-servers", cluster.bootstrapServers());
        settings.put("kafka.topic-prefix", prefix);
        settings.put("kafka.group-id", prefix + "trainers");
        settings.put("kafka.instance", "residual");
        settings.put("kafka.partitions", "2");
        settings.put("schema-registry.url", cluster.registryUrl());
        settings.put("state.directory", state().toString());
        settings.put("model.path", directory.toString());
        settings.put("model.rank", "4");
        settings.put("model.alpha", "4");
        settings.put("batch.max-events", "16");
        settings.put("adapters.kind", "residual");
        settings.put("residual.from-events", "8");
        settings.put("residual.every", "4");
        settings.put("residual.rows", "4");
        settings.put("update.every", "4");
        settings.put("pieces.republish-above", "0");
        settings.put("signatures.sketch", "16");
        settings.put("management.port", "0");
        return settings;
    }
}
