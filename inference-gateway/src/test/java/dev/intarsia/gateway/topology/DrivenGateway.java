package dev.intarsia.gateway.topology;

import dev.intarsia.gateway.pool.ServedPieces;
import dev.intarsia.schemas.avro.AdapterBase;
import dev.intarsia.schemas.avro.AdapterModule;
import dev.intarsia.schemas.avro.Assignment;
import dev.intarsia.schemas.avro.BehaviorEvent;
import dev.intarsia.schemas.avro.ErasureProgress;
import dev.intarsia.schemas.avro.Piece;
import dev.intarsia.schemas.avro.SharingConsent;
import dev.intarsia.schemas.deadletter.RecordRefusal;
import dev.intarsia.schemas.registry.Registry;
import dev.intarsia.schemas.registry.RetryPolicy;
import dev.intarsia.schemas.registry.SchemaBootstrap;
import dev.intarsia.schemas.serde.AvroSerdes;
import dev.intarsia.schemas.topic.ConsentKey;
import dev.intarsia.schemas.topic.EventKey;
import dev.intarsia.schemas.topic.ModuleKey;
import dev.intarsia.schemas.topic.Topic;
import dev.intarsia.schemas.topic.Topics;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The gateway's topology with its stores, driven record by record. */
public final class DrivenGateway implements AutoCloseable {
    /** The time of records unless a test says otherwise. */
    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    /** How long erasures are remembered. */
    static final Duration ERASURES_KEPT = Duration.ofDays(31);

    private static final RetryPolicy NONE = new RetryPolicy(Duration.ZERO, Duration.ofMillis(1), Duration.ofMillis(1));

    static final ServingListener NOBODY = new ServingListener() {
        @Override
        public void assigned(String user, Instant lastIngestedAt) {}

        @Override
        public void adapted(String user, AdapterBase base, Instant lastIngestedAt) {}

        @Override
        public void dropped(String user) {}

        @Override
        public void historyChanged(String user) {}

        @Override
        public void opened() {}

        @Override
        public void moved() {}
    };

    /** Whatever comes can be served. */
    static final RecordFit ANY = new RecordFit() {
        @Override
        public Optional<RecordRefusal> refusal(AdapterModule version, Map<String, byte[]> weights) {
            return Optional.empty();
        }

        @Override
        public Optional<RecordRefusal> refusal(Piece piece) {
            return Optional.empty();
        }
    };

    private final Topics topics = Topics.of("", 1);
    private final AvroSerdes serdes;
    private final ServedPieces pool = new ServedPieces();
    private final UserCounts counts = new UserCounts();
    private final RefusedCounts refused = new RefusedCounts();
    private final List<String> arrivals = new ArrayList<>();
    private final ServingListener listener;
    private final TopologyTestDriver driver;

    public DrivenGateway(Path stateDirectory, int historyKept) {
        this(stateDirectory, new HistoryBounds(historyKept, 1 << 20), NOBODY);
    }

    /** @param listener hears what is recorded here too */
    public DrivenGateway(Path stateDirectory, HistoryBounds history, ServingListener listener) {
        this(stateDirectory, history, listener, ANY);
    }

    /** @param fit what of the records can be served */
    public DrivenGateway(Path stateDirectory, HistoryBounds history, ServingListener listener, RecordFit fit) {
        this.listener = listener;
        Registry registry = new Registry(new MockSchemaRegistryClient(), "mock://gateway", NONE);
        new SchemaBootstrap(registry).declare(topics);
        serdes = new AvroSerdes(registry);
        Properties config = new Properties();
        config.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        driver = new TopologyTestDriver(
                new GatewayTopology(topics, serdes, history, ERASURES_KEPT, pool, counts, new Recorded(), refused, fit)
                        .build(),
                config,
                NOW);
    }

    private final class Recorded implements ServingListener {
        @Override
        public void assigned(String user, Instant lastIngestedAt) {
            arrivals.add("assigned " + user);
            listener.assigned(user, lastIngestedAt);
        }

        @Override
        public void adapted(String user, AdapterBase base, Instant lastIngestedAt) {
            arrivals.add("adapted " + user);
            listener.adapted(user, base, lastIngestedAt);
        }

        @Override
        public void dropped(String user) {
            arrivals.add("dropped " + user);
            listener.dropped(user);
        }

        @Override
        public void historyChanged(String user) {
            listener.historyChanged(user);
        }

        @Override
        public void opened() {
            listener.opened();
        }

        @Override
        public void moved() {
            arrivals.add("moved");
            listener.moved();
        }
    }

    public GatewayUserState state() {
        return state(user -> true);
    }

    /** @param loaded of which users the history has been read */
    public GatewayUserState state(Predicate<String> loaded) {
        return new StoredUserState(
                new StoredUserState.Stores() {
                    @Override
                    public <K, V> ReadOnlyKeyValueStore<K, V> find(String name) {
                        return driver.getKeyValueStore(name);
                    }
                },
                counts,
                serdes.values(topics.events()).deserializer(),
                loaded);
    }

    public RefusedCounts refused() {
        return refused;
    }

    public ServedPieces pool() {
        return pool;
    }

    /** What was heard so far, as "assigned ada". */
    public List<String> arrivals() {
        return List.copyOf(arrivals);
    }

    public void send(BehaviorEvent event) {
        send(topics.events(), EventKey.of(event), event, NOW);
    }

    public void send(Assignment assignment) {
        send(topics.assignments(), assignment.getUser(), assignment, NOW);
    }

    public void send(AdapterModule module) {
        send(topics.adapters(), new ModuleKey(module.getUser(), module.getModule()), module, NOW);
    }

    public void send(Piece piece) {
        send(topics.pieces(), new ModuleKey(piece.getSharer(), piece.getModule()), piece, NOW);
    }

    public void send(SharingConsent consent) {
        send(topics.consents(), ConsentKey.of(consent.getUser()), consent, NOW);
    }

    public void erase(String user, Instant at) {
        erase(ConsentKey.of(user), at);
    }

    public void erase(ConsentKey erased, Instant at) {
        send(topics.consents(), erased, null, at);
    }

    public void eraseAssignment(String user) {
        send(topics.assignments(), user, null, NOW);
    }

    public void eraseModule(String user, String module) {
        send(topics.adapters(), new ModuleKey(user, module), null, NOW);
    }

    public void withdraw(String sharer, String module) {
        send(topics.pieces(), new ModuleKey(sharer, module), null, NOW);
    }

    /** A record under a key that need not be its own. */
    public <K, V extends SpecificRecord> void send(Topic<K, V> topic, K key, V value, Instant at) {
        ProducerRecord<byte[], byte[]> record = serdes.writer(topic).record(1, key, value);
        sendBytes(topic, record.key(), record.value(), at);
    }

    public void sendBytes(Topic<?, ?> topic, byte[] key, byte[] value, Instant at) {
        TestInputTopic<byte[], byte[]> input =
                driver.createInputTopic(topic.name(), new ByteArraySerializer(), new ByteArraySerializer());
        input.pipeInput(key, value, at);
    }

    /** Lets time pass. */
    void pass(Duration time) {
        driver.advanceWallClockTime(time);
    }

    /** The keys of a store, as text. */
    List<String> keys(String store) {
        List<String> keys = new ArrayList<>();
        try (KeyValueIterator<Object, Object> entries =
                driver.<Object, Object>getKeyValueStore(store).all()) {
            entries.forEachRemaining(entry -> keys.add(entry.key.toString()));
        }
        return keys;
    }

    public AvroSerdes serdes() {
        return serdes;
    }

    public Topics topics() {
        return topics;
    }

    public TestOutputTopic<byte[], byte[]> deadLetters() {
        return driver.createOutputTopic(
                topics.deadLetters().name(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** What it said since the last call that it has removed. */
    public List<ErasureProgress> reports() {
        return driver.createOutputTopic(
                        topics.erasures().name(),
                        topics.erasures().keys().serde().deserializer(),
                        serdes.values(topics.erasures()).deserializer())
                .readValuesToList();
    }

    @Override
    public void close() {
        driver.close();
        serdes.close();
    }
}
