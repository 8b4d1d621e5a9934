package dev.intarsia.tests.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.intarsia.gateway.config.GatewayConfig;
import dev.intarsia.gateway.pool.ServedPieces;
import dev.intarsia.gateway.serving.ModelFit;
import dev.intarsia.gateway.startup.GatewayStreams;
import dev.intarsia.gateway.topology.GatewayTopology;
import dev.intarsia.gateway.topology.RefusedCounts;
import dev.intarsia.gateway.topology.ServingListener;
import dev.intarsia.gateway.topology.StoredUserState;
import dev.intarsia.gateway.topology.UserCounts;
import dev.intarsia.model.engine.EngineOptions;
import dev.intarsia.model.fixture.TinyCheckpoint;
import dev.intarsia.model.fixture.TinyModel;
import dev.intarsia.schemas.avro.AdapterBase;
import dev.intarsia.schemas.serde.AvroSerdes;
import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.tests.cluster.LocalClusterTest;
import dev.intarsia.tests.cluster.TestCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new gateway beside a long topic of events: what it answers with comes first. */
@LocalClusterTest
class HistoryLoadingIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int EVENTS = 150;
    private static final int KEPT = 120;

    @TempDir
    private Path directory;

    private final TestCluster cluster;
    private final Topics topics;

    HistoryLoadingIT(TestCluster cluster) {
        this.cluster = cluster;
        this.topics = cluster.moreTopics(2);
    }

    @Test
    void shouldTakeInEverythingElseBeforeUsersEvents() throws IOException {
        Path checkpoint = TinyCheckpoint.DECIDED.write(directory.resolve("tiny"));
        GatewayConfig config = config(checkpoint);
        int partition =
                topics.assignments().partition("ada", topics.assignments().partitions());
        try (TinyModel tiny = TinyModel.open(checkpoint, EngineOptions.of(config.model()));
                PublishedState published = new PublishedState(cluster, topics, tiny.model());
                AvroSerdes serdes = AvroSerdes.connect(cluster.registryUrl())) {
            for (int i = 0; i < EVENTS; i++) {
                published.rate("ada", "Film " + i, "4.0", EVENTS - i);
            }
            published.share("sam", 1);
            published.assign("ada", 1, "sam");
            Arrival arrival = new Arrival();
            UserCounts counts = new UserCounts();
            GatewayTopology topology = new GatewayTopology(
                    topics,
                    serdes,
                    config.history().bounds(),
                    Duration.ofDays(1),
                    new ServedPieces(),
                    counts,
                    arrival,
                    new RefusedCounts(),
                    new ModelFit(tiny.model().fingerprint(), tiny.model().layout()));
            try (GatewayStreams streams = new GatewayStreams(
                    config,
                    topology.build(),
                    List.of(topics.assignments(), topics.adapters(), topics.consents()),
                    topics.events(),
                    () -> {})) {
                arrival.state = StoredUserState.of(
                        streams.streams(),
                        counts,
                        serdes.values(topics.events()).deserializer(),
                        user -> streams.historyLoaded(partition));

                streams.start();

                await().atMost(PATIENCE).until(() -> arrival.history.get() >= 0);
                assertThat(arrival.history)
                        .as("events of the user that were there before the assignment")
                        .hasValue(0);
                await().atMost(PATIENCE).until(streams::ready);
                await().atMost(PATIENCE).until(() -> arrival.state.historyLoaded("ada"));
                assertThat(arrival.state.history("ada")).hasSize(KEPT);
                await().atMost(PATIENCE).until(() -> streams.eventsBehind() == 0);
            }
        }
    }

    private GatewayConfig config(Path checkpoint) {
        return GatewayConfig.SETTINGS.with(Map.of(
                "kafka.bootstrap-servers", cluster.bootstrapServers(),
                "kafka.topic-prefix", topics.events().name().replaceFirst("events$", ""),
                "kafka.partitions", "2",
                "schema-registry.url", cluster.registryUrl(),
                "state.directory", directory.resolve("state").toString(),
                "history.max-events", Integer.toString(KEPT),
                "http.advertised", "127.0.0.1:1",
                "model.path", checkpoint.toString(),
                "model.rank", "2",
                "model.alpha", "2"));
    }

    /** Notes how many of a user's events are kept when the user's assignment comes; -1 before. */
    private static final class Arrival implements ServingListener {
        private final AtomicInteger history = new AtomicInteger(-1);
        private volatile StoredUserState state;

        @Override
        public void assigned(String user, Instant lastIngestedAt) {
            history.set(state.history(user).size());
        }

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
    }
}
