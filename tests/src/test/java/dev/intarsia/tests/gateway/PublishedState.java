package dev.intarsia.tests.gateway;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.ModuleShape;
import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.fixture.RandomAdapter;
import dev.intarsia.pieces.digest.PieceDigest;
import dev.intarsia.pieces.digest.Sha256;
import dev.intarsia.schemas.avro.AdapterModule;
import dev.intarsia.schemas.avro.Assignment;
import dev.intarsia.schemas.avro.AssignmentCause;
import dev.intarsia.schemas.avro.BehaviorEvent;
import dev.intarsia.schemas.avro.GateKind;
import dev.intarsia.schemas.avro.ModuleAssignment;
import dev.intarsia.schemas.avro.Piece;
import dev.intarsia.schemas.avro.PieceWeight;
import dev.intarsia.schemas.floats.LittleEndianFloats;
import dev.intarsia.schemas.serde.AvroSerdes;
import dev.intarsia.schemas.topic.ConsentKey;
import dev.intarsia.schemas.topic.EventKey;
import dev.intarsia.schemas.topic.ModuleKey;
import dev.intarsia.schemas.topic.Topic;
import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.tests.cluster.TestCluster;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes what a gateway reads, in transactions, as trainer and assembler do. */
final class PublishedState implements AutoCloseable {
    private final Topics topics;
    private final LanguageModel model;
    private final AvroSerdes serdes;
    private final KafkaProducer<byte[], byte[]> producer;

    PublishedState(TestCluster cluster, Topics topics, LanguageModel model) {
        this.topics = topics;
        this.model = model;
        serdes = AvroSerdes.connect(cluster.registryUrl());
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", cluster.bootstrapServers(),
                        "transactional.id", UUID.randomUUID().toString()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
    }

    /** A version of the user's own adapter, which rests on an event ingested now. */
    Adapter train(String user, long version) {
        Adapter adapter = RandomAdapter.loud(model.layout(), user.hashCode() + version);
        producer.beginTransaction();
        model.layout().modules().forEach(module -> send(adapter, user, version, module));
        producer.commitTransaction();
        return adapter;
    }

    /** A version of the user's own adapter under which the user's events have been harder to tell than under the base model. */
    void trainWorseThanTheBase(String user, long version) {
        Adapter adapter = RandomAdapter.loud(model.layout(), user.hashCode() + version);
        producer.beginTransaction();
        model.layout()
                .modules()
                .forEach(module -> send(AdapterModule.newBuilder(record(adapter, user, version, module))
                        .setComparedEvents(24)
                        .setComparedLoss(2.5)
                        .setComparedBaseLoss(2)
                        .build()));
        producer.commitTransaction();
    }

    /** A version all of whose records are in the topic, of a transaction that was given up. */
    void trainAndAbort(String user, long version) {
        Adapter adapter = RandomAdapter.loud(model.layout(), user.hashCode() + version);
        producer.beginTransaction();
        model.layout().modules().forEach(module -> send(adapter, user, version, module));
        producer.flush();
        producer.abortTransaction();
    }

    /** Some modules of a version, as a reader may find them whose topic was compacted in between. */
    void trainInPart(String user, long version) {
        Adapter adapter = RandomAdapter.loud(model.layout(), user.hashCode() + version);
        producer.beginTransaction();
        send(adapter, user, version, model.layout().modules().get(0));
        producer.commitTransaction();
    }

    /** The sharer's pieces at every module. */
    Adapter share(String sharer, long version) {
        Adapter adapter = RandomAdapter.loud(model.layout(), sharer.hashCode() + version);
        producer.beginTransaction();
        for (ModuleShape module : model.layout().modules()) {
            ByteBuffer weights = LittleEndianFloats.encode(adapter.weights(module.id()));
            Piece piece = Piece.newBuilder()
                    .setSharer(sharer)
                    .setModule(module.id().toString())
                    .setVersion(version)
                    .setBaseModel(model.fingerprint())
                    .setRank(model.layout().rank())
                    .setAlpha(model.layout().alpha())
                    .setWeights(weights)
                    .setGateKind(GateKind.GRADIENT)
                    .setDigest(PieceDigest.of(weights, ByteBuffer.allocate(0)))
                    .build();
            send(topics.pieces(), new ModuleKey(sharer, piece.getModule()), piece);
        }
        producer.commitTransaction();
        return adapter;
    }

    void withdraw(String sharer) {
        producer.beginTransaction();
        model.layout()
                .modules()
                .forEach(module ->
                        send(topics.pieces(), new ModuleKey(sharer, module.id().toString()), null));
        producer.commitTransaction();
    }

    /** An assignment of the sharer's pieces with weight one. */
    void assign(String user, long version, String sharer) {
        List<ModuleAssignment> modules = model.layout().modules().stream()
                .map(module -> new ModuleAssignment(
                        module.id().toString(), List.of(new PieceWeight(sharer, 1L, 1f, 0f, Instant.EPOCH))))
                .toList();
        Assignment assignment = Assignment.newBuilder()
                .setUser(user)
                .setVersion(version)
                .setBaseModel(model.fingerprint())
                .setPoolVersion(1)
                .setEvents(version)
                .setLastEventId("e" + version)
                .setLastIngestedAt(Instant.now())
                .setCause(AssignmentCause.HISTORY)
                .setModules(modules)
                .setDigest(new Sha256().text("d" + version).hex())
                .build();
        producer.beginTransaction();
        send(topics.assignments(), user, assignment);
        producer.commitTransaction();
    }

    /** The user's rating of a film, as many hours ago as given. */
    void rate(String user, String title, String stars, int hoursAgo) {
        BehaviorEvent event = BehaviorEvent.newBuilder()
                .setEventId(title)
                .setUser(user)
                .setTime(Instant.now().minus(Duration.ofHours(hoursAgo)))
                .setTask("movie-rating")
                .setInput(Map.of("title", title))
                .setOutput(stars)
                .setIngestedAt(Instant.now())
                .build();
        producer.beginTransaction();
        send(topics.events(), EventKey.of(event), event);
        producer.commitTransaction();
    }

    void erase(String user) {
        producer.beginTransaction();
        send(topics.consents(), ConsentKey.of(user), null);
        producer.commitTransaction();
    }

    private void send(Adapter adapter, String user, long version, ModuleShape module) {
        send(record(adapter, user, version, module));
    }

    private void send(AdapterModule record) {
        send(topics.adapters(), new ModuleKey(record.getUser(), record.getModule()), record);
    }

    private AdapterModule record(Adapter adapter, String user, long version, ModuleShape module) {
        ByteBuffer nothing = LittleEndianFloats.encode(new float[model.layout().size(module)]);
        return AdapterModule.newBuilder()
                .setUser(user)
                .setModule(module.id().toString())
                .setVersion(version)
                .setModules(model.layout().modules().size())
                .setBaseModel(model.fingerprint())
                .setRank(model.layout().rank())
                .setAlpha(model.layout().alpha())
                .setWeights(LittleEndianFloats.encode(adapter.weights(module.id())))
                .setFirstMoment(nothing)
                .setSecondMoment(nothing)
                .setSteps(version)
                .setEvents(16 * version)
                .setLastEventId("e" + version)
                .setLastIngestedAt(Instant.now())
                .setParentVersion(version - 1)
                .setDigest(adapter.digest())
                .build();
    }

    private <K, V extends SpecificRecord> void send(Topic<K, V> topic, K key, @Nullable V value) {
        producer.send(serdes.writer(topic).record(topic.partitions(), key, value));
    }

    @Override
    public void close() {
        producer.close();
        serdes.close();
    }
}
