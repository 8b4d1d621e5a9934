package dev.intarsia.trainer.verify;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.model.checkpoint.Checkpoint;
import dev.intarsia.model.engine.EngineOptions;
import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.example.ExampleEncoder;
import dev.intarsia.model.tokenizer.Tokenizer;
import dev.intarsia.oppu.learn.AdapterVersion;
import dev.intarsia.oppu.learn.Provenance;
import dev.intarsia.oppu.learn.Recipe;
import dev.intarsia.oppu.learn.RecipeFingerprint;
import dev.intarsia.oppu.update.ReferenceSet;
import dev.intarsia.schemas.registry.Registry;
import dev.intarsia.schemas.serde.AvroSerdes;
import dev.intarsia.schemas.topic.BrokerAnswer;
import dev.intarsia.schemas.topic.Topic;
import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.service.topic.TopicCheck;
import dev.intarsia.tasks.Tasks;
import dev.intarsia.trainer.admit.EventAdmission;
import dev.intarsia.trainer.config.Audience;
import dev.intarsia.trainer.config.TrainerConfig;
import dev.intarsia.trainer.connect.KafkaClients;
import dev.intarsia.trainer.connect.LenientReading;
import dev.intarsia.trainer.share.SharingReader;
import dev.intarsia.trainer.wire.AdapterAssembly;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * Verifies what a trainer has written, from the topics alone: {@code events} up to the group's committed offsets, what
 * users decided, {@code signatures}, {@code adapters} and the dead letters. Reads one partition after another and holds one
 * at a time. Not thread-safe.
 */
public final class Verification implements AutoCloseable {
    private static final int SHOWN = 100;
    private static final long PAUSE_MILLIS = 20;
    private static final Duration LONGEST_TRANSACTION = Duration.ofMinutes(3);

    private final TrainerConfig config;
    private final VerificationScope scope;
    private final VerificationProgress progress;
    private final Topics topics;
    private final Tokenizer tokenizer;
    private final AvroSerdes serdes;
    private final KafkaClients clients;
    private final Admin admin;
    private final Consumer<byte[], byte[]> consumer;
    private final SharingReader sharing;
    private final Recipe recipe;
    private final ReferenceSet reference;
    private final EventAdmission admission;
    private final AdapterAssembly assembly;
    private final Provenance provenance;
    private final Recipe residualRecipe;
    private final Provenance residualProvenance;
    private final CommittedReader reader;
    private final Tally tally = new Tally();
    private @Nullable LanguageModel model;
    private @Nullable Recomputation recomputation;

    /**
     * Connects.
     *
     * @param config the trainer's own settings
     * @throws IOException where the base model cannot be read
     */
    public Verification(TrainerConfig config, VerificationScope scope, VerificationProgress progress)
            throws IOException {
        this.config = requireNonNull(config);
        this.scope = requireNonNull(scope);
        this.progress = requireNonNull(progress);
        topics = Topics.of(config.kafka());
        Path path = config.model().path();
        Checkpoint checkpoint = Checkpoint.open(path);
        EngineOptions options = EngineOptions.of(config.model());
        AdapterLayout layout = options.layout(checkpoint.config());
        recipe = config.recipe();
        Tasks tasks = config.tasks().directory().map(Tasks::load).orElseGet(Tasks::bundled);
        tokenizer = Tokenizer.open(path);
        ExampleEncoder encoder = new ExampleEncoder(tokenizer, config.model().maxTokens());
        reference = config.reference(tasks, encoder);
        provenance = new Provenance(RecipeFingerprint.of(recipe, layout, reference), checkpoint.fingerprint());
        residualRecipe = config.residuals().map(rule -> rule.recipe(recipe)).orElse(recipe);
        residualProvenance = new Provenance(
                RecipeFingerprint.ofResiduals(residualRecipe, layout, reference), checkpoint.fingerprint());
        assembly = new AdapterAssembly(checkpoint.fingerprint(), layout);
        serdes = new AvroSerdes(Registry.connect(config.schemaRegistry()));
        admission = new EventAdmission(serdes.reader(topics.events()), tasks, encoder);
        clients = new KafkaClients(config, "verify");
        admin = clients.admin();
        consumer = clients.freeConsumer("topics");
        sharing = new SharingReader(
                clients.freeConsumer("sharing"),
                serdes.reader(topics.roster()),
                serdes.reader(topics.consents()),
                serdes.reader(topics.erasures()),
                serdes.reader(topics.releases()),
                new LenientReading((topic, outcome, reason) -> {}));
        reader = new CommittedReader(consumer, admin, CommittedReader.LONGEST_SILENCE, progress);
    }

    /**
     * Verifies; to be called once.
     *
     * @throws IllegalArgumentException where the group has committed nothing
     * @throws IOException where the base model cannot be loaded, to train again
     */
    public VerificationReport run() throws IOException {
        new TopicCheck(admin, topics.all()).require();
        Map<Integer, Long> committed = committed();
        if (committed.values().stream().allMatch(offset -> offset == 0)) {
            throw new IllegalArgumentException("The consumer group "
                    + config.kafka().groupId()
                    + " has committed no offsets of " + topics.events() + "; name the trainer's own kafka.group-id and"
                    + " kafka.topic-prefix.");
        }
        sharing.read();
        sharing.readToEnd(new HashSet<>());
        RefusedEvents refused = refused();
        int left = scope.recompute();
        List<Map.Entry<Integer, Long>> partitions = committed.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .filter(entry -> scope.user()
                        .map(user -> topics.signatures()
                                        .partition(user, topics.events().partitions())
                                == entry.getKey())
                        .orElse(true))
                .toList();
        for (int i = 0; i < partitions.size(); i++) {
            int size = (left + partitions.size() - i - 1) / (partitions.size() - i);
            left -= partition(partitions.get(i).getKey(), partitions.get(i).getValue(), refused, new Sample(size));
        }
        return tally.report();
    }

    /** Verifies one partition; returns of how many users it trained the adapter again. */
    private int partition(int partition, long committed, RefusedEvents refused, Sample sample) throws IOException {
        PartitionEvidence evidence = new PartitionEvidence(partition, topics, serdes, scope, reader, tally);
        evidence.readSignatures();
        evidence.readAdapters(assembly, sharing.register(), sample);
        // Where the trainer works meanwhile, what was read may rest on events that it has committed since.
        sharing.readToEnd(new HashSet<>());
        long newest = committed().getOrDefault(partition, committed);
        evidence.readEvents(admission, sharing.register(), refused, committed, newest);
        tally.count(Counted.PARTITIONS, 1);
        tally.count(Counted.USERS, evidence.users().size());
        evidence.checkSignatures(config.batch().maxEvents());
        return lineages(evidence, sample);
    }

    private int lineages(PartitionEvidence evidence, Sample sample) throws IOException {
        LineageCheck own = check(evidence, recipe, provenance);
        LineageCheck residuals = check(evidence, residualRecipe, residualProvenance);
        int trained = 0;
        long done = 0;
        for (UserEvidence user : evidence.users()) {
            tally.count(Counted.ADAPTERS, user.newest() == null && !user.otherModel ? 0 : 1);
            tally.count(Counted.HELD, isHeld(user.newest()) ? 1 : 0);
            boolean residual = isResidual(user.newest());
            tally.count(Counted.RESIDUALS, residual ? 1 : 0);
            LineageCheck check = residual ? residuals : own;
            LineageCheck.Row row = check.check(user);
            AdapterState stored = sample.of(user.user);
            if (stored != null && (row != null || check.dropped(user))) {
                recomputation().check(user, row, stored, evidence.adapters().toString(), tally);
                trained++;
            }
            if (++done % SHOWN == 0) {
                progress.at(
                        "Lineages of " + evidence.adapters(),
                        done,
                        evidence.users().size());
            }
        }
        return trained;
    }

    /** Where residuals are trained, evidence and elections say who has which kind of adapter, and since when. */
    private LineageCheck check(PartitionEvidence evidence, Recipe recipe, Provenance provenance) {
        boolean everyone = config.adapters().audience() == Audience.EVERYONE
                && config.residuals().isEmpty();
        return new LineageCheck(
                evidence.adapters().toString(),
                recipe,
                provenance,
                everyone ? Audience.EVERYONE : Audience.ROSTER,
                recipe.guard().on() || !reference.examples().isEmpty(),
                evidence.eventsCut(),
                config.overload().fewerUpdates() > 0,
                tally);
    }

    private static boolean isResidual(@Nullable AdapterVersion newest) {
        return newest != null && newest.isResidual();
    }

    private static boolean isHeld(@Nullable AdapterVersion newest) {
        return newest != null && newest.hold() != null;
    }

    private Recomputation recomputation() throws IOException {
        if (recomputation == null) {
            model = LanguageModel.load(config.model().path(), EngineOptions.of(config.model()));
            recomputation = new Recomputation(recipe, model, reference);
        }
        return recomputation;
    }

    /**
     * Where the group goes on in each partition of {@code events}; 0 where it has committed nothing. Waits for offsets that
     * are being committed: the other records of their transaction may be visible already.
     *
     * @throws IllegalStateException where a transaction stays open for minutes
     */
    private Map<Integer, Long> committed() {
        List<TopicPartition> partitions = partitions(topics.events());
        long giveUp = System.nanoTime() + LONGEST_TRANSACTION.toNanos();
        Map<Integer, Long> committed = stable(partitions);
        // The client leaves out those that are not stable.
        while (committed.size() < partitions.size()) {
            if (System.nanoTime() > giveUp) {
                throw new IllegalStateException(
                        "A transaction of the group has been open for " + LONGEST_TRANSACTION.toMinutes()
                                + " minutes; see whether its trainer hangs, and verify again.");
            }
            pause();
            committed = stable(partitions);
        }
        return committed;
    }

    private Map<Integer, Long> stable(List<TopicPartition> partitions) {
        String group = config.kafka().groupId();
        Map<Integer, Long> committed = new TreeMap<>();
        BrokerAnswer.await(admin.listConsumerGroupOffsets(
                                Map.of(group, new ListConsumerGroupOffsetsSpec().topicPartitions(partitions)),
                                new ListConsumerGroupOffsetsOptions().requireStable(true))
                        .partitionsToOffsetAndMetadata(group))
                .forEach((partition, offset) ->
                        committed.put(partition.partition(), offset == null ? 0 : offset.offset()));
        return committed;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private static List<TopicPartition> partitions(Topic<?, ?> topic) {
        return IntStream.range(0, topic.partitions())
                .mapToObj(partition -> new TopicPartition(topic.name(), partition))
                .toList();
    }

    private RefusedEvents refused() {
        List<TopicPartition> partitions = partitions(topics.deadLetters());
        RefusedEvents refused = new RefusedEvents();
        if (partitions.stream().anyMatch(reader::cut)) {
            refused.cut();
        }
        reader.read(reader.ends(partitions), topics.deadLetters().name(), refused::add);
        return refused;
    }

    @Override
    public void close() {
        if (recomputation != null) {
            recomputation.close();
        }
        if (model != null) {
            model.close();
        }
        sharing.close();
        consumer.close();
        admin.close();
        serdes.close();
        tokenizer.close();
    }
}
