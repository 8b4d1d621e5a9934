package dev.intarsia.tests.trainer;

import dev.intarsia.model.fixture.TinyModel;
import dev.intarsia.model.tokenizer.Tokenizer;
import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.tests.cluster.DiskCopies;
import dev.intarsia.tests.cluster.TestCluster;
import dev.intarsia.trainer.TrainerService;
import dev.intarsia.trainer.config.TrainerConfig;
import dev.intarsia.trainer.observe.TrainerListener;
import dev.intarsia.trainer.verify.Verification;
import dev.intarsia.trainer.verify.VerificationProgress;
import dev.intarsia.trainer.verify.VerificationReport;
import dev.intarsia.trainer.verify.VerificationScope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The trainers of one test, on topics, in a group and on disks that are the test's alone. */
final class TestTrainers implements AutoCloseable {
    /** Events per update. */
    static final int EVERY = 4;

    private static final int PARTITIONS = 2;

    private final TestCluster cluster;
    private final SharedModel base;
    private final Map<String, String> settings;
    private final Path directory;
    private final List<TrainerTopics> opened = new ArrayList<>();
    private Topics topics;

    /** @param settings of all these trainers, beyond what they need to run */
    TestTrainers(TestCluster cluster, SharedModel base, Map<String, String> settings) {
        this.cluster = cluster;
        this.base = base;
        this.settings = settings;
        this.topics = cluster.moreTopics(PARTITIONS);
        try {
            directory = Files.createTempDirectory("intarsia-trainers");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What stands on the topics that trainers have from now on, where nothing is yet. */
    TrainerTopics freshTopics() {
        topics = opened.isEmpty() ? topics : cluster.moreTopics(PARTITIONS);
        TrainerTopics fresh = new TrainerTopics(cluster.bootstrapServers(), cluster.registryUrl(), topics);
        opened.add(fresh);
        return fresh;
    }

    Topics topics() {
        return topics;
    }

    TestCluster cluster() {
        return cluster;
    }

    TinyModel tiny() {
        return base.tiny();
    }

    /** Of {@link #tiny}. */
    Path checkpoint() {
        return base.checkpoint();
    }

    /** For files of the test's own. */
    Path directory() {
        return directory;
    }

    /** Where a trainer of this name keeps what it knows of the present topics. */
    Path disk(String name) {
        return directory.resolve(topics.events().name()).resolve(name);
    }

    /** Starts the only trainer, or another one that has its disk. */
    TrainerService start(Map<String, String> more) {
        return start(more, base.tiny());
    }

    TrainerService start(Map<String, String> more, TinyModel model) {
        return start(more, model, model.tokenizer());
    }

    TrainerService start(Map<String, String> more, TinyModel model, Tokenizer tokenizer) {
        TrainerService trainer = new TrainerService(
                TrainerConfig.SETTINGS.with(settings(more)), model.model(), tokenizer, TrainerListener.none());
        trainer.start();
        return trainer;
    }

    VerificationReport verify(Map<String, String> more, VerificationScope scope) throws IOException {
        try (Verification verification =
                new Verification(TrainerConfig.SETTINGS.with(settings(more)), scope, VerificationProgress.NONE)) {
            return verification.run();
        }
    }

    String group() {
        return prefix() + "trainers";
    }

    private String prefix() {
        return topics.events().name().replaceFirst("events$", "");
    }

    /** @param more above all others; a {@code kafka.instance} has a disk of its own */
    Map<String, String> settings(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(SharedModel.SHAPE);
        all.put("kafka.bootstrap-servers", cluster.bootstrapServers());
        all.put("kafka.topic-prefix", prefix());
        all.put("kafka.group-id", group());
        all.put("kafka.instance", "a");
        all.put("kafka.partitions", Integer.toString(PARTITIONS));
        // A trainer that closes waits for the fetch that stands.
        all.put("kafka.properties.fetch.max.wait.ms", "50");
        all.put("schema-registry.url", cluster.registryUrl());
        all.put("model.path", base.checkpoint().toString());
        all.put("update.every", Integer.toString(EVERY));
        // Steps until a model of random numbers knows its task would be many.
        all.put("update.most-steps", "2");
        all.put("update.first-steps", "2");
        all.put("signatures.sketch", "16");
        all.put("management.port", "0");
        all.putAll(settings);
        all.put(
                "state.directory",
                disk(more.getOrDefault("kafka.instance", "a")).toString());
        all.putAll(more);
        return all;
    }

    @Override
    public void close() throws IOException {
        opened.forEach(TrainerTopics::close);
        DiskCopies.delete(directory);
    }
}
