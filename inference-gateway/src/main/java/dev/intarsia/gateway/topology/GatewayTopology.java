package dev.intarsia.gateway.topology;

import static java.util.Objects.requireNonNull;

import dev.intarsia.gateway.pool.ServedPieces;
import dev.intarsia.schemas.avro.BehaviorEvent;
import dev.intarsia.schemas.avro.ErasureProgress;
import dev.intarsia.schemas.serde.AvroSerdes;
import dev.intarsia.schemas.serde.TopicReader;
import dev.intarsia.schemas.topic.ErasureKey;
import dev.intarsia.schemas.topic.EventKey;
import dev.intarsia.schemas.topic.Topic;
import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.service.erasure.Erasures;
import dev.intarsia.service.erasure.RemovalReports;
import dev.intarsia.service.streams.DatedRecords;
import dev.intarsia.service.streams.GlobalRefusals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The gateway's topology. All topics of users have one number of partitions and one way to pick them, so a user's
 * records of every topic meet in one task and its stores.
 *
 * @param topics the catalogue
 * @param serdes of the catalogue's values
 * @param history how much is kept of each user's events
 * @param erasuresKept how long it is remembered that a user was erased
 * @param pool kept equal to the pieces topic
 * @param counts kept equal to the numbers of users in the stores
 * @param arrivals hears what becomes servable
 * @param refused hears of records that were not read or used
 * @param fit what of the records can be served
 */
public record GatewayTopology(
        Topics topics,
        AvroSerdes serdes,
        HistoryBounds history,
        Duration erasuresKept,
        ServedPieces pool,
        UserCounts counts,
        ServingListener arrivals,
        RefusedRecords refused,
        RecordFit fit) {
    private static final Deserializer<byte[]> RAW = Serdes.ByteArray().deserializer();
    private static final String ERASURES = "erasures-sink";
    private static final String PIECE_LETTERS = "piece-letters";
    private static final Serializer<byte[]> AS_READ = Serdes.ByteArray().serializer();

    public GatewayTopology {
        requireNonNull(topics);
        requireNonNull(serdes);
        requireNonNull(history);
        requireNonNull(erasuresKept);
        requireNonNull(pool);
        requireNonNull(counts);
        requireNonNull(arrivals);
        requireNonNull(refused);
        requireNonNull(fit);
    }

    public Topology build() {
        Topology topology = new Topology();
        List<String> processors = new ArrayList<>();
        processors.add(read(
                topology,
                topics.consents(),
                (stores, context) -> new ConsentHandler(
                        stores, arrivals, erasuresKept, progress -> context.forward(report(progress), ERASURES))));
        processors.add(
                read(topology, topics.assignments(), (stores, context) -> new AssignmentHandler(stores, arrivals)));
        processors.add(
                read(topology, topics.adapters(), (stores, context) -> new AdapterHandler(stores, arrivals, fit)));
        processors.add(readLast(topology));
        String[] readers = processors.toArray(String[]::new);
        stores().forEach(store -> topology.addStateStore(store, readers));
        GlobalRefusals refusedPieces = new GlobalRefusals();
        topology.addProcessor(
                PIECE_LETTERS,
                () -> new PieceLetters(refusedPieces, refused),
                topics.consents().name() + "-source");
        processors.add(PIECE_LETTERS);
        topology.addSink(
                DeadLetteringProcessor.LETTERS,
                topics.deadLetters().name(),
                AS_READ,
                AS_READ,
                processors.toArray(String[]::new));
        topology.addSink(
                ERASURES,
                topics.erasures().name(),
                AS_READ,
                AS_READ,
                (topic, key, value, partitions) -> Optional.of(Set.of(topics.erasures()
                        .partition(
                                topics.erasures().keys().serde().deserializer().deserialize(topic, key), partitions))),
                topics.consents().name() + "-reader");
        addPool(topology, refusedPieces);
        return topology;
    }

    private Record<byte[], byte[]> report(ErasureProgress progress) {
        Topic<ErasureKey, ErasureProgress> topic = topics.erasures();
        return new Record<>(
                topic.keys().bytes(RemovalReports.key(progress)),
                serdes.values(topic).serializer().serialize(topic.name(), progress),
                progress.getRecordedAt().toEpochMilli());
    }

    private <K, V extends SpecificRecord> String read(
            Topology topology, Topic<K, V> topic, DeadLetteringProcessor.Reactions<K, V> reactions) {
        String source = topic.name() + "-source";
        topology.addSource(Topology.AutoOffsetReset.EARLIEST, source, RAW, RAW, topic.name());
        return read(topology, topic, source, reactions);
    }

    /** The events, of which a gateway that is new reads many before it has read all. */
    private String readLast(Topology topology) {
        Topic<EventKey, BehaviorEvent> events = topics.events();
        String source = events.name() + "-source";
        String time = events.name() + "-time";
        topology.addSource(
                Topology.AutoOffsetReset.EARLIEST, source, new EventsLast(new DatedRecords()), RAW, RAW, events.name());
        topology.addProcessor(time, EventsLast.OwnTime::new, source);
        return read(topology, events, time, (stores, context) -> new HistoryHandler(stores, history));
    }

    private <K, V extends SpecificRecord> String read(
            Topology topology, Topic<K, V> topic, String parent, DeadLetteringProcessor.Reactions<K, V> reactions) {
        String processor = topic.name() + "-reader";
        TopicReader<K, V> reader = serdes.reader(topic);
        topology.addProcessor(
                processor,
                () -> new DeadLetteringProcessor<>(
                        reader, reactions, counts, serdes.values(topics.events()), refused, arrivals),
                parent);
        return processor;
    }

    private void addPool(Topology topology, GlobalRefusals refusedPieces) {
        StoreBuilder<KeyValueStore<String, String>> index = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(StoreNames.PIECES), Serdes.String(), Serdes.String())
                .withLoggingDisabled();
        topology.addGlobalStore(
                index,
                topics.pieces().name() + "-source",
                RAW,
                RAW,
                topics.pieces().name(),
                topics.pieces().name() + "-reader",
                () -> new PieceStoreProcessor(serdes.reader(topics.pieces()), pool, refusedPieces, refused, fit));
    }

    private List<StoreBuilder<?>> stores() {
        return List.of(
                store(StoreNames.ASSIGNMENTS, Serdes.String(), serdes.values(topics.assignments())),
                store(StoreNames.VERSIONS, Serdes.String(), serdes.values(topics.adapters())),
                store(StoreNames.ARRIVING, Serdes.String(), serdes.values(topics.adapters())),
                store(StoreNames.WEIGHTS, UserEntryKey.serde(), Serdes.ByteArray()),
                store(StoreNames.HISTORY, UserEntryKey.serde(), Serdes.ByteArray()),
                Erasures.storeBuilder(topics.assignments().settings()),
                RemovalReports.storeBuilder(
                        serdes.values(topics.erasures()), topics.assignments().settings()));
    }

    private <K, V> StoreBuilder<KeyValueStore<K, V>> store(String name, Serde<K> keys, Serde<V> values) {
        // Uncached, so that a record is servable when it has been processed and not at the next commit.
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), keys, values)
                .withCachingDisabled()
                // The changelog holds what the topics hold, and forgets it as soon.
                .withLoggingEnabled(topics.assignments().settings());
    }
}
