package dev.intarsia.stack.bench.knowledge;

import dev.intarsia.gateway.config.GatewayConfig;
import dev.intarsia.gateway.knowledge.KeptPasts;
import dev.intarsia.gateway.pool.ServedPieces;
import dev.intarsia.gateway.startup.GatewayStreams;
import dev.intarsia.gateway.topology.GatewayTopology;
import dev.intarsia.gateway.topology.GatewayUserState;
import dev.intarsia.gateway.topology.RecordFit;
import dev.intarsia.gateway.topology.RefusedCounts;
import dev.intarsia.gateway.topology.ServingListener;
import dev.intarsia.gateway.topology.StoredUserState;
import dev.intarsia.gateway.topology.UserCounts;
import dev.intarsia.schemas.avro.AdapterBase;
import dev.intarsia.schemas.avro.AdapterModule;
import dev.intarsia.schemas.avro.BehaviorEvent;
import dev.intarsia.schemas.avro.Piece;
import dev.intarsia.schemas.deadletter.RecordRefusal;
import dev.intarsia.schemas.registry.Registry;
import dev.intarsia.schemas.serde.AvroSerdes;
import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.service.progress.GroupPositions;
import dev.intarsia.service.progress.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serializer;

/** A gateway's streams and their stores, without its model and its API. */
final class FilledStore implements AutoCloseable {
    private static final String HISTORY = "history";

    private final AvroSerdes serdes;
    private final Topics topics;
    private final KeptPasts pasts;
    private final Path directory;
    private final GatewayStreams streams;
    private final GatewayUserState state;
    private final Admin admin;
    private final GroupPositions positions;

    /** @param config of the gateway */
    FilledStore(GatewayConfig config) {
        topics = Topics.of(config.kafka());
        directory = config.state().directory();
        pasts = new KeptPasts(config.knowledge().cacheBytes());
        serdes = new AvroSerdes(Registry.connect(config.schemaRegistry()));
        UserCounts counts = new UserCounts();
        GatewayTopology topology = new GatewayTopology(
                topics,
                serdes,
                config.history().bounds(),
                config.erasure().guard(),
                new ServedPieces(),
                counts,
                new Unheard(),
                new RefusedCounts(),
                new AllFit());
        streams = new GatewayStreams(
                config,
                topology.build(),
                List.of(topics.assignments(), topics.adapters(), topics.consents()),
                topics.events(),
                () -> {});
        admin = Admin.create(config.kafka().clientSettings());
        positions = new GroupPositions(admin, config.kafka().applicationId());
        state = StoredUserState.of(
                streams.streams(), counts, serdes.values(topics.events()).deserializer(), user -> true);
    }

    void start() {
        streams.start();
    }

    boolean ready() {
        return streams.ready();
    }

    /** How many events have been sent and not been taken in. */
    long behind() {
        return positions
                .of(IntStream.range(0, topics.events().partitions())
                        .mapToObj(
                                partition -> new TopicPartition(topics.events().name(), partition))
                        .toList())
                .values()
                .stream()
                .mapToLong(Position::behind)
                .sum();
    }

    GatewayUserState state() {
        return state;
    }

    /** Users' pasts, as the gateway keeps them in memory. */
    KeptPasts pasts() {
        return pasts;
    }

    /** How many bytes the store counts of an event. */
    Serializer<BehaviorEvent> records() {
        return serdes.values(topics.events()).serializer();
    }

    /** Bytes of the files of users' events; once this is closed, of all of them. */
    long historyBytes() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            long bytes = 0;
            for (Path file : files.filter(FilledStore::ofHistory).toList()) {
                bytes += size(file);
            }
            return bytes;
        }
    }

    private static boolean ofHistory(Path file) {
        for (Path part : file) {
            if (part.toString().equals(HISTORY)) {
                return Files.isRegularFile(file);
            }
        }
        return false;
    }

    /** RocksDB replaces files while they are counted. */
    private static long size(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    @Override
    public void close() {
        admin.close();
        streams.close();
        serdes.close();
    }

    private final class Unheard implements ServingListener {
        @Override
        public void assigned(String user, Instant lastIngestedAt) {}

        @Override
        public void adapted(String user, AdapterBase base, Instant lastIngestedAt) {}

        @Override
        public void dropped(String user) {}

        @Override
        public void historyChanged(String user) {
            pasts.changed(user);
        }

        @Override
        public void opened() {
            pasts.allChanged();
        }

        @Override
        public void moved() {
            pasts.allChanged();
        }
    }

    private static final class AllFit implements RecordFit {
        @Override
        public Optional<RecordRefusal> refusal(AdapterModule version, Map<String, byte[]> weights) {
            return Optional.empty();
        }

        @Override
        public Optional<RecordRefusal> refusal(Piece piece) {
            return Optional.empty();
        }
    }
}
