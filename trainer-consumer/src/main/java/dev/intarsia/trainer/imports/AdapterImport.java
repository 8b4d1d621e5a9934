package dev.intarsia.trainer.imports;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.model.engine.EngineOptions;
import dev.intarsia.model.peft.BaseModel;
import dev.intarsia.oppu.learn.AdapterVersion;
import dev.intarsia.oppu.learn.Provenance;
import dev.intarsia.schemas.avro.AdapterModule;
import dev.intarsia.schemas.registry.Registry;
import dev.intarsia.schemas.serde.AvroSerdes;
import dev.intarsia.schemas.serde.ReadResult;
import dev.intarsia.schemas.serde.TopicReader;
import dev.intarsia.schemas.serde.TopicWriter;
import dev.intarsia.schemas.topic.ModuleKey;
import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.service.topic.MissingTopicsException;
import dev.intarsia.service.topic.TopicCheck;
import dev.intarsia.trainer.config.Audience;
import dev.intarsia.trainer.config.TrainerConfig;
import dev.intarsia.trainer.connect.KafkaClients;
import dev.intarsia.trainer.connect.LenientReading;
import dev.intarsia.trainer.share.SharingReader;
import dev.intarsia.trainer.share.SharingRegister;
import dev.intarsia.trainer.verify.CommittedReader;
import dev.intarsia.trainer.verify.VerificationProgress;
import dev.intarsia.trainer.wire.AdapterAssembly;
import dev.intarsia.trainer.wire.AdapterRecords;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/**
 * Makes an exported adapter the next version of a user's own adapter, in one transaction, while no trainer of the group runs. The
 * version has seen as many of the user's events as the one before it, so that training goes on with the others, with an optimizer
 * that starts afresh. Its lineage says that it was imported. Not thread-safe.
 */
public final class AdapterImport implements AutoCloseable {
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final TrainerConfig config;
    private final ImportPatience patience;
    private final Topics topics;
    private final BaseModel base;
    private final AdapterLayout layout;
    private final AvroSerdes serdes;
    private final KafkaClients clients;
    private final Admin admin;
    private final Consumer<byte[], byte[]> consumer;
    private final StoppedTrainers trainers;

    /**
     * Connects.
     *
     * @param config the trainer's own settings
     * @throws IOException where the base model cannot be read
     * @throws IllegalArgumentException where a trainer of these settings would not keep an own adapter of everyone
     */
    public AdapterImport(TrainerConfig config, ImportPatience patience) throws IOException {
        this(config, patience, new KafkaClients(config, "import", patience.broker()));
    }

    /**
     * The same with clients of the caller's.
     *
     * @param clients that wait for answers no longer than the patience says
     */
    public AdapterImport(TrainerConfig config, ImportPatience patience, KafkaClients clients) throws IOException {
        this.config = requireNonNull(config);
        this.patience = requireNonNull(patience);
        this.clients = requireNonNull(clients);
        if (config.residuals().isPresent() || config.adapters().audience() != Audience.EVERYONE) {
            throw new IllegalArgumentException(
                    "This trainer has adapters.kind or adapters.for set so that not every user keeps"
                            + " an own adapter, and would drop the import at the user's next update; import where adapters.kind is own"
                            + " and adapters.for is everyone.");
        }
        topics = Topics.of(config.kafka());
        base = BaseModel.of(config.model().path());
        layout = EngineOptions.of(config.model()).layout(base.config());
        serdes = new AvroSerdes(Registry.connect(config.schemaRegistry()));
        admin = clients.admin();
        consumer = clients.freeConsumer("topics");
        trainers = new StoppedTrainers(admin, config.kafka().groupId(), patience.trainers());
    }

    /**
     * Imports a folder; to be called once.
     *
     * @return the version that is in force now
     * @throws IOException where the folder cannot be read
     * @throws IllegalArgumentException where its adapter cannot be gone on from
     * @throws IllegalStateException where a trainer runs, or still has an erasure of the user to follow, or where the broker
     *     does not answer
     * @throws dev.intarsia.schemas.registry.RegistryUnavailableException where the registry does not
     */
    public AdapterVersion run(String user, Path folder) throws IOException {
        Adapter adapter = new ImportedAdapter(base, layout, config.recipe().bounds()).read(folder);
        try {
            return run(user, adapter);
        } catch (MissingTopicsException e) {
            throw e;
        } catch (RetriableException e) {
            throw new IllegalStateException(
                    "The broker at " + config.kafka().bootstrapServers() + " has not answered within "
                            + patience.broker().toSeconds() + " s (" + e.getMessage()
                            + "). Nothing was imported. See whether it runs, and import again.",
                    e);
        }
    }

    private AdapterVersion run(String user, Adapter adapter) {
        new TopicCheck(admin, topics.all()).require();
        trainers.await();
        int partition = topics.signatures().partition(user, topics.events().partitions());
        TopicPartition events = new TopicPartition(topics.events().name(), partition);
        OffsetAndMetadata committed = trainers.committed(events);
        AdapterAssembly.Found found = newest(user, partition);
        AdapterVersion own = found.own();
        requireNothingToErase(user, own);
        AdapterVersion version = version(adapter, own, found.newestVersion() + 1);
        write(
                AdapterRecords.of(user, version, AdapterState.start(adapter), base.fingerprint()),
                Map.of(events, committed == null ? new OffsetAndMetadata(beginning(events)) : committed));
        return version;
    }

    /** What the records of a user's adapter amount to. */
    private AdapterAssembly.Found newest(String user, int partition) {
        TopicReader<ModuleKey, AdapterModule> reader = serdes.reader(topics.adapters());
        Map<String, AdapterModule> newest = new HashMap<>();
        TopicPartition adapters = new TopicPartition(topics.adapters().name(), partition);
        CommittedReader committed = new CommittedReader(consumer, admin, patience.broker(), VerificationProgress.NONE);
        committed.read(committed.ends(List.of(adapters)), adapters.toString(), record -> {
            ReadResult<AdapterModule> read = reader.read(record);
            if (read instanceof ReadResult.Value<AdapterModule> value
                    && value.value().getUser().equals(user)) {
                newest.put(value.value().getModule(), value.value());
            } else if (read instanceof ReadResult.Tombstone<AdapterModule>) {
                ModuleKey key = reader.key(record);
                if (key.user().equals(user)) {
                    newest.remove(key.module());
                }
            }
        });
        return new AdapterAssembly(base.fingerprint(), layout).assemble(newest);
    }

    /** An import must not come between an erasure and the trainer that follows it, or it would be taken for what is erased. */
    private void requireNothingToErase(String user, @Nullable AdapterVersion own) {
        try (SharingReader sharing = new SharingReader(
                clients.freeConsumer("sharing"),
                serdes.reader(topics.roster()),
                serdes.reader(topics.consents()),
                serdes.reader(topics.erasures()),
                serdes.reader(topics.releases()),
                new LenientReading((topic, outcome, reason) -> {}))) {
            sharing.read();
            sharing.readToEnd(new HashSet<>(), patience.broker());
            SharingRegister register = sharing.register();
            boolean erased = own != null
                    && register.erasedUpTo(user)
                            .filter(moment -> !own.lastIngestedAt().isAfter(moment))
                            .isPresent();
            if (erased || register.events().waiting().contains(user)) {
                throw new IllegalStateException(
                        "An erasure of user '" + user + "' is still to be followed by the trainer."
                                + " Start the trainer, stop it once the erasure is complete, and import again.");
            }
        }
    }

    /** On top of nothing: what it replaces has no part in it. */
    private AdapterVersion version(Adapter adapter, @Nullable AdapterVersion own, long number) {
        String digest = adapter.digest();
        Provenance provenance = new Provenance(Provenance.IMPORTED, base.fingerprint());
        if (own == null) {
            return new AdapterVersion(
                    number,
                    0,
                    0,
                    "imported-" + digest.substring(0, 12),
                    Instant.now(),
                    digest,
                    provenance.ofImport(number, 0, digest));
        }
        return new AdapterVersion(
                        number,
                        0,
                        own.seen(),
                        own.lastEventId(),
                        own.lastIngestedAt(),
                        digest,
                        provenance.ofImport(number, own.seen(), digest))
                .with(own.trend());
    }

    private long beginning(TopicPartition partition) {
        return requireNonNull(consumer.beginningOffsets(List.of(partition)).get(partition));
    }

    private void write(List<AdapterModule> modules, Map<TopicPartition, OffsetAndMetadata> offsets) {
        TopicWriter<ModuleKey, AdapterModule> writer = serdes.writer(topics.adapters());
        int partitions = topics.events().partitions();
        // The registry is asked before the transaction is open.
        List<ProducerRecord<byte[], byte[]>> records = modules.stream()
                .map(module -> writer.record(partitions, new ModuleKey(module.getUser(), module.getModule()), module))
                .toList();
        new ImportTransaction(clients.producer()).run(records, offsets, trainers.nobody());
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(CLOSING));
        admin.close(CLOSING);
        serdes.close();
    }
}
