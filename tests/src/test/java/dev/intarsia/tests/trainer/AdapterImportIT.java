package dev.intarsia.tests.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterCodec;
import dev.intarsia.model.adapter.AdapterValues;
import dev.intarsia.model.checkpoint.Dtype;
import dev.intarsia.model.fixture.TinyCheckpoint;
import dev.intarsia.model.peft.BaseModel;
import dev.intarsia.model.peft.PeftFolder;
import dev.intarsia.oppu.learn.AdapterVersion;
import dev.intarsia.oppu.learn.Provenance;
import dev.intarsia.schemas.avro.AdapterModule;
import dev.intarsia.tests.cluster.LocalClusterTest;
import dev.intarsia.tests.cluster.TestCluster;
import dev.intarsia.trainer.TrainerService;
import dev.intarsia.trainer.config.TrainerConfig;
import dev.intarsia.trainer.imports.AdapterImport;
import dev.intarsia.trainer.imports.ImportPatience;
import dev.intarsia.trainer.verify.Counted;
import dev.intarsia.trainer.verify.VerificationReport;
import dev.intarsia.trainer.verify.VerificationScope;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An adapter that was taken away and comes back: what stands on the topics, and what a trainer makes of it. */
@LocalClusterTest
@ExtendWith(SharedModel.Loading.class)
class AdapterImportIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int EVERY = TestTrainers.EVERY;

    @AutoClose
    private final TestTrainers trainers;

    private final TrainerTopics trainerTopics;
    private int sent;

    AdapterImportIT(TestCluster cluster, SharedModel model) {
        // Members with names leave a group only when their session ends.
        trainers = new TestTrainers(cluster, model, Map.of("kafka.properties.session.timeout.ms", "6000"));
        trainerTopics = trainers.freshTopics();
    }

    @Test
    void shouldGoOnFromWhatWasImported() throws IOException {
        send("ada", EVERY + 1);
        train(Map.of(), EVERY + 1);
        Adapter imported = adapter(7, 0.01f);

        AdapterVersion version = run("ada", folder(imported), PATIENCE);

        AdapterModule record = module("ada");
        assertThat(record)
                .returns(2L, AdapterModule::getVersion)
                .returns((long) EVERY, AdapterModule::getEvents)
                .returns(0L, AdapterModule::getParentVersion)
                .returns(imported.digest(), AdapterModule::getDigest)
                .returns(Provenance.IMPORTED, AdapterModule::getRecipe)
                .returns(0L, AdapterModule::getSteps);
        assertThat(version.digest()).isEqualTo(imported.digest());
        VerificationReport before = verify();
        assertThat(before.findings()).isEmpty();
        assertThat(before.count(Counted.IMPORTED)).isEqualTo(1);
        assertThat(before.count(Counted.LINEAGES)).isZero();

        send("ada", EVERY - 1);
        train(Map.of(), 2 * EVERY);

        AdapterModule next = module("ada");
        assertThat(next)
                .returns(3L, AdapterModule::getVersion)
                .returns(2L, AdapterModule::getParentVersion)
                .returns(2L * EVERY, AdapterModule::getEvents)
                .returns(2L, AdapterModule::getRootVersion)
                .returns(record.getLineage(), AdapterModule::getRootLineage)
                .returns(imported.digest(), AdapterModule::getRootImported);
        VerificationReport after = verify();
        assertThat(after.findings()).isEmpty();
        assertThat(after.notChecked()).isEmpty();
        assertThat(after.count(Counted.IMPORTED)).isEqualTo(1);
        assertThat(after.count(Counted.LINEAGES)).isEqualTo(1);
        assertThat(after.count(Counted.RECOMPUTED)).isZero();

        send("ada", EVERY);
        train(Map.of("kafka.instance", "second"), 3 * EVERY);

        assertThat(module("ada").getRootImported()).isEqualTo(imported.digest());
        assertThat(verify().findings()).isEmpty();
    }

    @Test
    void shouldTrainOnTopOfAnImportOfAUserWithoutEvents() throws IOException {
        send("bob", EVERY);
        train(Map.of(), EVERY);
        Adapter imported = adapter(8, 0.01f);

        run("cleo", folder(imported), PATIENCE);
        assertThat(module("cleo")).returns(1L, AdapterModule::getVersion).returns(0L, AdapterModule::getEvents);
        assertThat(verify().findings()).isEmpty();
        send("cleo", EVERY);
        train(Map.of(), 2 * EVERY);

        assertThat(module("cleo"))
                .returns(2L, AdapterModule::getVersion)
                .returns(1L, AdapterModule::getParentVersion)
                .returns((long) EVERY, AdapterModule::getEvents)
                .returns(imported.digest(), AdapterModule::getRootImported);
        VerificationReport report = verify();
        assertThat(report.findings()).isEmpty();
        assertThat(report.count(Counted.IMPORTED)).isEqualTo(1);
        assertThat(report.count(Counted.LINEAGES)).isEqualTo(2);
        assertThat(report.count(Counted.RECOMPUTED)).isEqualTo(1);
    }

    @Test
    void shouldRefuseBesideATrainerThatRuns() throws IOException {
        send("ada", EVERY);
        Path folder = folder(adapter(7, 0.01f));
        try (TrainerService trainer = trainers.start(Map.of())) {
            await().atMost(PATIENCE).until(() -> trainerTopics.adapters().containsKey("ada/0.q") && trainer.ready());

            assertThatThrownBy(() -> run("ada", folder, Duration.ZERO))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("A trainer of the consumer group " + trainers.group() + " runs")
                    .hasMessageContaining("Stop all trainers");
        }
        assertThat(module("ada").getVersion()).isEqualTo(1);
    }

    @Test
    void shouldRefuseWhatNoTrainerCouldGoOnFrom() throws IOException {
        Adapter sound = adapter(7, 0.01f);
        Path large = folder(adapter(7, 100));
        Path otherBase = trainers.directory().resolve("other base");
        BaseModel base = base();
        PeftFolder.write(otherBase, sound, new BaseModel(base.config(), "ab".repeat(32), "other"), Dtype.F32);
        Path ownA = trainers.directory().resolve("own A");
        PeftFolder.write(ownA, Adapter.initial(sound.layout().withForm(AdapterCodec.OWN_A), 3), base, Dtype.F32);

        assertRefused(large, "bounds.norm is 100");
        assertRefused(otherBase, "was made for the base model abababababab");
        assertRefused(ownA, "its A is not the one that all adapters of this base model share");
        assertRefused(
                TinyCheckpoint.UNDECIDED.write(trainers.directory().resolve("no adapter")), "adapter_config.json");
        assertThatThrownBy(() -> run(Map.of("model.rank", "2"), "ada", folder(sound), Duration.ZERO))
                .hasMessageContaining("is of rank 4, alpha 4.0 and 4 modules")
                .hasMessageContaining("the trainer's adapters are of rank 2");
        assertThatThrownBy(() -> run(Map.of("adapters.for", "roster"), "ada", folder(sound), Duration.ZERO))
                .hasMessageContaining("would drop the import");
        assertThat(trainerTopics.adapters()).isEmpty();
    }

    @Test
    void shouldWaitForTheErasureOfAnEvent() throws IOException {
        send("ada", EVERY);
        train(Map.of(), EVERY);
        trainerTopics.erase("ada", "e1");
        Path folder = folder(adapter(7, 0.01f));

        assertThatThrownBy(() -> run("ada", folder, PATIENCE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("An erasure of user 'ada' is still to be followed");
    }

    private void assertRefused(Path folder, String message) {
        assertThatThrownBy(() -> run("ada", folder, Duration.ZERO)).hasMessageContaining(message);
    }

    private AdapterVersion run(String user, Path folder, Duration patience) throws IOException {
        return run(Map.of(), user, folder, patience);
    }

    private AdapterVersion run(Map<String, String> more, String user, Path folder, Duration patience)
            throws IOException {
        try (AdapterImport adapters = new AdapterImport(
                TrainerConfig.SETTINGS.with(trainers.settings(more)), new ImportPatience(patience, PATIENCE))) {
            return adapters.run(user, folder);
        }
    }

    private BaseModel base() throws IOException {
        return BaseModel.of(trainers.checkpoint());
    }

    private Path folder(Adapter adapter) throws IOException {
        Path folder = trainers.directory().resolve("export of " + adapter.digest());
        PeftFolder.write(folder, adapter, base(), Dtype.F32);
        return folder;
    }

    private Adapter adapter(long seed, float scale) {
        float[] values = trainers.tiny().adapter(seed).values().toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] *= scale;
        }
        return Adapter.of(AdapterValues.of(trainers.tiny().model().layout(), values));
    }

    private void send(String user, int events) {
        for (int i = 0; i < events; i++) {
            trainerTopics.send(TrainerTopics.event(user, sent, (1 + sent % 10) / 2.0 + ""));
            sent++;
        }
    }

    private void train(Map<String, String> more, int signatures) {
        try (TrainerService trainer = trainers.start(more)) {
            await().atMost(PATIENCE).until(() -> trainerTopics.signatures().size() >= signatures);
            assertThat(trainer.failure()).isEmpty();
        }
        assertThat(trainerTopics.signatures()).hasSize(signatures);
    }

    private AdapterModule module(String user) {
        return trainerTopics.adapters().get(user + "/0.q");
    }

    private VerificationReport verify() throws IOException {
        return trainers.verify(Map.of(), new VerificationScope(Optional.empty(), 5));
    }
}
