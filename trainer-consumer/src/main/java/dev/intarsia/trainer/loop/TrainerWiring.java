package dev.intarsia.trainer.loop;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.gate.GradientGates;
import dev.intarsia.oppu.gate.PieceGates;
import dev.intarsia.oppu.learn.Learner;
import dev.intarsia.oppu.learn.Recipe;
import dev.intarsia.oppu.learn.TrainedKind;
import dev.intarsia.oppu.residual.ResidualRule;
import dev.intarsia.oppu.update.ReferenceSet;
import dev.intarsia.schemas.serde.AvroSerdes;
import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.service.topic.TopicCheck;
import dev.intarsia.trainer.admit.EventAdmission;
import dev.intarsia.trainer.beneath.AssembledBeneath;
import dev.intarsia.trainer.beneath.BeneathReading;
import dev.intarsia.trainer.config.TrainerConfig;
import dev.intarsia.trainer.connect.KafkaClients;
import dev.intarsia.trainer.connect.LenientReading;
import dev.intarsia.trainer.erase.ErasureSweeps;
import dev.intarsia.trainer.observe.TrainerListener;
import dev.intarsia.trainer.observe.TrainerMetrics;
import dev.intarsia.trainer.partition.AssignedPartitions;
import dev.intarsia.trainer.partition.RestoreReaders;
import dev.intarsia.trainer.partition.StandbyPartitions;
import dev.intarsia.trainer.partition.StateRestorer;
import dev.intarsia.trainer.share.SharingReader;
import dev.intarsia.trainer.share.SharingRegister;
import dev.intarsia.trainer.state.TrainerStore;
import dev.intarsia.trainer.wire.AdapterAssembly;
import dev.intarsia.trainer.wire.PieceRecords;
import dev.intarsia.trainer.wire.SignatureRecords;
import dev.intarsia.trainer.work.BatchWork;
import dev.intarsia.trainer.work.TopicChanges;
import dev.intarsia.trainer.work.TransactionWriter;
import java.time.Duration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a {@link TrainerLoop} together from what lasts as long as the process. */
public final class TrainerWiring {
    private static final Logger log = LoggerFactory.getLogger(TrainerWiring.class);

    private final TrainerConfig config;
    private final LanguageModel model;
    private final AvroSerdes serdes;
    private final TrainerStore store;
    private final KafkaClients clients;
    private final Topics topics;
    private final EventAdmission admission;
    private final ReferenceSet reference;
    private final TrainerMetrics metrics;
    private final TrainerListener listener;

    /** What is given here is left open. */
    public TrainerWiring(
            TrainerConfig config,
            LanguageModel model,
            AvroSerdes serdes,
            EventAdmission admission,
            ReferenceSet reference,
            TrainerStore store,
            KafkaClients clients,
            TrainerMetrics metrics,
            TrainerListener listener) {
        this.config = requireNonNull(config);
        this.model = requireNonNull(model);
        this.serdes = requireNonNull(serdes);
        this.admission = requireNonNull(admission);
        this.reference = requireNonNull(reference);
        this.store = requireNonNull(store);
        this.clients = requireNonNull(clients);
        this.metrics = requireNonNull(metrics);
        this.listener = requireNonNull(listener);
        topics = Topics.of(config.kafka());
    }

    /** A member of the group that takes longer for one turn is expelled. */
    Duration longestTurn() {
        return config.kafka().maxPollInterval();
    }

    String transactionalId() {
        return clients.transactionalId();
    }

    /**
     * Connects.
     *
     * @throws org.apache.kafka.common.errors.RetriableException where the broker or a topic is not there yet
     */
    TrainerLoop open() {
        Admin admin = clients.admin();
        try {
            new TopicCheck(admin, topics.all()).require();
            return open(admin);
        } catch (RuntimeException e) {
            admin.close();
            throw e;
        }
    }

    private TrainerLoop open(Admin admin) {
        AdapterLayout layout = model.layout();
        int partitions = config.kafka().partitions();
        AssignedPartitions held = new AssignedPartitions(store, this::partition);
        SharingReader sharing = new SharingReader(
                clients.freeConsumer("sharing"),
                serdes.reader(topics.roster()),
                serdes.reader(topics.consents()),
                serdes.reader(topics.erasures()),
                serdes.reader(topics.releases()),
                lenient());
        BeneathReading beneath = beneath(layout, sharing.register());
        RestoreReaders readers = readers(layout, sharing.register());
        StateRestorer restorer =
                new StateRestorer(clients.freeConsumer("restore"), admin, topics, readers, this::restored);
        Consumer<byte[], byte[]> events = clients.groupConsumer();
        EventReader reader = new EventReader(
                events,
                topics.events().name(),
                config.batch().maxEvents(),
                config.batch().linger(),
                partition -> {
                    held.remove(partition);
                    restorer.cancel(partition);
                });
        TransactionWriter writer = new TransactionWriter(
                topics,
                serdes,
                new PieceRecords(
                        model.fingerprint(), layout, config.signatures().kind()),
                new SignatureRecords(model.fingerprint(), config.signatures().kind(), layout.method()),
                model.fingerprint(),
                partitions);
        return new TrainerLoop(
                config.batch().maxEvents(),
                new Overload(config.overload().noRehearsal(), config.overload().fewerUpdates()),
                new BatchPace(config.batch().maxEvents(), longestTurn()),
                reader,
                sharing,
                restorer,
                standbys(admin, readers),
                held,
                work(layout, beneath),
                beneath,
                writer,
                new Transactions(clients::producer),
                new ErasureSweeps(
                        clients,
                        topics,
                        serdes,
                        config.erasure().sweepEvery(),
                        this::partition,
                        store::compacted,
                        metrics),
                metrics,
                listener,
                admin);
    }

    private void restored(int partition, long records, Duration time) {
        log.info("Partition {} is read back after {} ms and {} records", partition, time.toMillis(), records);
        metrics.restored("assigned", records, time);
    }

    private StandbyPartitions standbys(Admin admin, RestoreReaders readers) {
        return new StandbyPartitions(
                new StateRestorer(
                        clients.freeConsumer("standby"),
                        admin,
                        topics,
                        readers,
                        (partition, records, time) -> metrics.restored("standby", records, time)),
                admin,
                store,
                topics.events().name(),
                config.kafka().groupId(),
                clients.instance(),
                config.state().standbyEvery());
    }

    private RestoreReaders readers(AdapterLayout layout, SharingRegister register) {
        return new RestoreReaders(
                topics.events().name(),
                admission,
                serdes.reader(topics.adapters()),
                serdes.reader(topics.pieces()),
                serdes.reader(topics.gates()),
                new AdapterAssembly(model.fingerprint(), layout),
                store,
                config.history().window(),
                register,
                lenient(),
                this::partition);
    }

    private int partition(String user) {
        return topics.signatures().partition(user, config.kafka().partitions());
    }

    private LenientReading lenient() {
        return new LenientReading(metrics::refused);
    }

    private @Nullable BeneathReading beneath(AdapterLayout layout, SharingRegister register) {
        return config.residuals().isEmpty()
                ? null
                : new AssembledBeneath(
                        clients.freeConsumer("beneath"),
                        serdes.reader(topics.assignments()),
                        serdes.values(topics.assignments()),
                        serdes.reader(topics.pieces()),
                        lenient(),
                        model.fingerprint(),
                        layout,
                        register,
                        this::partition,
                        config.state().directory().resolve(config.kafka().groupId() + "-assignments"));
    }

    private BatchWork work(AdapterLayout layout, @Nullable BeneathReading beneath) {
        Recipe recipe = config.recipe();
        ResidualRule residuals = config.residuals().orElse(null);
        return new BatchWork(
                admission,
                residuals == null || beneath == null
                        ? Learner.of(recipe, model, reference, update -> metrics.trained(TrainedKind.OWN, update))
                        : Learner.of(
                                recipe,
                                residuals.recipe(recipe),
                                model,
                                reference,
                                beneath,
                                update -> metrics.trained(TrainedKind.OWN, update),
                                update -> metrics.trained(TrainedKind.RESIDUAL, update)),
                config.adapters().audience(),
                residuals,
                new TopicChanges.Shape(
                        model.fingerprint(),
                        layout,
                        recipe.gates().kind(),
                        config.pieces().republishing()),
                PieceGates.of(recipe.gates(), model),
                new GradientGates(model.fingerprint(), layout, recipe.gates().sketch()));
    }
}
