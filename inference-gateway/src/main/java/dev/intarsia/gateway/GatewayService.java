package dev.intarsia.gateway;

import static java.util.Objects.requireNonNull;

import dev.intarsia.gateway.answer.KeptAnswers;
import dev.intarsia.gateway.config.GatewayConfig;
import dev.intarsia.gateway.feedback.EventWriter;
import dev.intarsia.gateway.freshness.Freshness;
import dev.intarsia.gateway.knowledge.KeptPasts;
import dev.intarsia.gateway.pool.ServedPieces;
import dev.intarsia.gateway.serving.AdapterCache;
import dev.intarsia.gateway.serving.ModelFit;
import dev.intarsia.gateway.startup.GatewayStreams;
import dev.intarsia.gateway.startup.ServableArrivals;
import dev.intarsia.gateway.topology.GatewayTopology;
import dev.intarsia.gateway.topology.LocalUserLocation;
import dev.intarsia.gateway.topology.LocalUsers;
import dev.intarsia.gateway.topology.RefusedCounts;
import dev.intarsia.gateway.topology.StoredUserState;
import dev.intarsia.gateway.topology.StreamsUserLocation;
import dev.intarsia.gateway.topology.UserCounts;
import dev.intarsia.gateway.topology.UserLocation;
import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.tokenizer.Tokenizer;
import dev.intarsia.schemas.registry.Registry;
import dev.intarsia.schemas.registry.RetryPolicy;
import dev.intarsia.schemas.serde.AvroSerdes;
import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.service.producer.ProducerSettings;
import dev.intarsia.tasks.Tasks;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;

/** The inference gateway: its streams and its API. Start it once, close it once. */
public final class GatewayService implements AutoCloseable {
    /** A request waits no longer than this for a registry that is out. */
    private static final RetryPolicy REGISTRY_PATIENCE =
            new RetryPolicy(Duration.ofSeconds(2), Duration.ofMillis(100), Duration.ofMillis(500));

    private final AvroSerdes serdes;
    private final GatewayStreams streams;
    private final EventWriter writer;
    private final AnsweringApi api;

    /**
     * Model and tokenizer stay the caller's to close, after this.
     *
     * @throws IOException when a file beside the model's weights is malformed
     */
    public GatewayService(GatewayConfig config, LanguageModel model, Tokenizer tokenizer) throws IOException {
        this(config, model, tokenizer, Clock.systemUTC());
    }

    GatewayService(GatewayConfig config, LanguageModel model, Tokenizer tokenizer, Clock clock) throws IOException {
        requireNonNull(model);
        Tasks tasks = config.tasks().directory().map(Tasks::load).orElseGet(Tasks::bundled);
        Topics topics = Topics.of(config.kafka());
        serdes = new AvroSerdes(Registry.connect(config.schemaRegistry()));
        ServedPieces pool = new ServedPieces();
        UserCounts counts = new UserCounts();
        Freshness freshness = new Freshness(clock);
        AdapterCache cache = new AdapterCache(
                config.adapters().cacheBytes(), config.adapters().cacheIdle());
        KeptAnswers answers = new KeptAnswers(config.feedback().bounds(), clock);
        KeptPasts pasts = new KeptPasts(config.knowledge().cacheBytes());
        RunningModel running = RunningModel.start(config, model, tokenizer);
        ServableArrivals arrivals = new ServableArrivals(freshness, cache, running.kept(), answers, pasts);
        RefusedCounts refused = new RefusedCounts();
        GatewayTopology topology = new GatewayTopology(
                topics,
                serdes,
                config.history().bounds(),
                config.erasure().guard(),
                pool,
                counts,
                arrivals,
                refused,
                new ModelFit(model.fingerprint(), model.layout()));
        streams = new GatewayStreams(
                config,
                topology.build(),
                List.of(topics.assignments(), topics.adapters(), topics.consents()),
                topics.events(),
                arrivals::caughtUp);
        writer = new EventWriter(
                new KafkaProducer<>(ProducerSettings.of(
                        "intarsia-gateway-feedback",
                        config.kafka().clientSettings(),
                        config.kafka().acknowledgementTimeout())),
                new AvroSerdes(Registry.connect(config.schemaRegistry(), REGISTRY_PATIENCE)),
                topics);
        api = new AnsweringApi(
                config,
                running,
                tasks,
                new ServingState(
                        StoredUserState.of(
                                streams.streams(),
                                counts,
                                serdes.values(topics.events()).deserializer(),
                                user -> streams.historyLoaded(topics.assignments()
                                        .partition(user, topics.assignments().partitions()))),
                        location(config, topics),
                        pool,
                        cache,
                        freshness,
                        refused,
                        pasts,
                        streams),
                answers,
                writer,
                clock);
    }

    /**
     * Listens at once, and answers questions when {@link #ready}.
     *
     * @throws dev.intarsia.gateway.startup.GatewayStartException where there are other gateways, and this one has no address
     *     of its own
     */
    public void start() {
        api.start();
        streams.start();
    }

    /** Ends {@link #start} early where it waits for brokers or for other gateways to leave; there is only {@link #close} then. */
    public void endStart() {
        streams.endStart();
    }

    /** True once everything that was in the topics at the start has been taken in, but users' events. */
    public boolean ready() {
        return streams.ready();
    }

    /** Where the API is served. */
    public int port() {
        return api.port();
    }

    /** Where operators look. */
    public int managementPort() {
        return api.managementPort();
    }

    @Override
    public void close() {
        api.close();
        writer.close();
        streams.close();
        serdes.close();
    }

    private UserLocation location(GatewayConfig config, Topics topics) {
        LocalUsers users = new LocalUsers(streams.streams(), topics.assignments());
        return config.http()
                .advertised()
                .<UserLocation>map(address -> new StreamsUserLocation(streams.streams(), users, address))
                .orElseGet(() -> new LocalUserLocation(users));
    }
}
