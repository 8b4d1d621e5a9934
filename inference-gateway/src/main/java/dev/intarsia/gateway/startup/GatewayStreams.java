package dev.intarsia.gateway.startup;

import static java.util.Objects.requireNonNull;

import dev.intarsia.gateway.config.GatewayConfig;
import dev.intarsia.schemas.topic.Topic;
import dev.intarsia.service.progress.GroupPositions;
import dev.intarsia.service.progress.StreamsProgress;
import dev.intarsia.service.state.StateLock;
import dev.intarsia.service.streams.RocksDBMemory;
import dev.intarsia.service.streams.StreamsSettings;
import dev.intarsia.service.topic.TopicCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.ThreadMetadata;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gateway's running streams. A thread that fails is replaced; records that fail never end one. It is ready once it has
 * caught up, while what comes goes on being read.
 */
public final class GatewayStreams implements GatewayReadiness, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(GatewayStreams.class);
    private static final Duration CLOSING = Duration.ofSeconds(20);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final int LOOKS_WHEN_READY = 20;

    /** How much later than its session ends a member that was killed may still be listed. */
    private static final Duration LISTED_LONGER = Duration.ofSeconds(5);

    private final StateLock lock;
    private final boolean addressed;
    private final Duration membersStay;
    private final StartingThread starting = new StartingThread();
    private final RocksDBMemory memory;
    private final KafkaStreams streams;
    private final Admin admin;
    private final String group;
    private final List<Topic<?, ?>> topics;
    private final Topic<?, ?> history;
    private final ScheduledExecutorService watch =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "gateway-catch-up"));
    private final Runnable whenReady;
    private final GroupPositions positions;
    private final StreamsProgress progress = new StreamsProgress("gateway");
    private final LoadedHistory loaded = new LoadedHistory();
    private @Nullable CatchUp catchUp;
    private long looks;
    private volatile Instant lastRunning = Instant.now();
    private volatile boolean caughtUp;
    private volatile String waitingFor = "the streams to start";

    /**
     * Takes the state directory for itself.
     *
     * @param topics the partitioned topics that have to be read before the gateway is ready
     * @param history the one that it may go on reading when it is; partitioned as they are
     * @param whenReady runs once, before the gateway says that it is ready
     * @throws dev.intarsia.service.state.StateInUseException where another process has the state directory
     */
    public GatewayStreams(
            GatewayConfig config,
            Topology topology,
            List<Topic<?, ?>> topics,
            Topic<?, ?> history,
            Runnable whenReady) {
        this.group = config.kafka().applicationId();
        this.topics = List.copyOf(topics);
        this.history = requireNonNull(history);
        this.whenReady = requireNonNull(whenReady);
        this.lock = StateLock.take(config.state().directory(), group);
        Deque<Runnable> taken = new ArrayDeque<>(List.of(lock::close));
        try {
            this.memory = new RocksDBMemory(config.state().rocksdbMemory());
            taken.push(memory::close);
            Properties properties = GatewayStreamsSettings.of(config, memory);
            StreamsConfig settings = new StreamsConfig(properties);
            this.addressed = properties.containsKey(StreamsConfig.APPLICATION_SERVER_CONFIG);
            this.membersStay = StreamsSettings.session(settings).plus(LISTED_LONGER);
            this.admin = Admin.create(config.kafka().clientSettings());
            taken.push(admin::close);
            this.positions = new GroupPositions(admin, group);
            this.streams = new KafkaStreams(topology, settings);
            if (lock.isOutdated()) {
                log.warn(
                        "The state in {} was last used more than half a day ago; reading it from the topics again",
                        config.state().directory());
                streams.cleanUp();
            }
        } catch (RuntimeException | Error e) {
            taken.forEach(Runnable::run);
            throw e;
        }
        streams.setUncaughtExceptionHandler(progress.whenThreadFails(StreamThreadExceptionResponse.REPLACE_THREAD));
    }

    public KafkaStreams streams() {
        return streams;
    }

    /**
     * Returns when the pool is read, since {@link KafkaStreams#start} waits for the global store; the users' state may take
     * longer, which {@link #ready} tells. Returns too, with nothing read, where {@link #endStart} is called.
     *
     * @throws dev.intarsia.service.topic.PartitionCountException where a topic has another number of partitions than is
     *     set, so that no user's records would be where they are looked for
     * @throws GatewayStartException where there are other gateways, and this one has no address of its own
     */
    public void start() {
        starting.run(this::startAlone);
    }

    /** Tells the thread that starts the streams to wait no longer, neither for brokers nor for other gateways to leave. */
    public void endStart() {
        starting.end();
    }

    private void startAlone() {
        new TopicCheck(admin, all()).requireWhenThere();
        LoneGateway lone = new LoneGateway(new GroupMembers(admin, group), membersStay);
        if (!addressed && !lone.awaitEmptyGroup()) {
            return;
        }
        streams.start();
        if (!addressed && !lone.awaitOwnGroup(this::clientIds)) {
            return;
        }
        watch.scheduleWithFixedDelay(this::look, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public boolean ready() {
        return caughtUp && alive() && settled() && progress.waitingFor().isEmpty();
    }

    @Override
    public boolean answers() {
        return caughtUp;
    }

    /** Whether all events of a partition have been taken in that were there at the start. */
    public boolean historyLoaded(int partition) {
        return loaded.contains(new TopicPartition(history.name(), partition));
    }

    @Override
    public long eventsBehind() {
        return loaded.behind();
    }

    @Override
    public String waitingFor() {
        if (!caughtUp) {
            return waitingFor;
        }
        return settled() ? progress.waitingFor() : "the users' state to be restored";
    }

    @Override
    public boolean alive() {
        return streams.state() != KafkaStreams.State.ERROR;
    }

    /** Whether the streams run, or have a moment ago: partitions that come and go are nothing to be alarmed about. */
    private boolean settled() {
        return streams.state() == KafkaStreams.State.RUNNING
                || lastRunning.plus(StreamsProgress.RECOVERY).isAfter(Instant.now());
    }

    private void look() {
        try {
            boolean due = !caughtUp || ++looks % LOOKS_WHEN_READY == 0;
            boolean loading = caughtUp && !loaded.containsAll(eventsRead());
            if (!due && !loading) {
                return;
            }
            if (streams.state() == KafkaStreams.State.RUNNING) {
                lastRunning = Instant.now();
                lock.touch();
            }
            if (!caughtUp) {
                catchUp();
            } else if (due) {
                progress.look(streams, positions);
            }
            if (loading && catchUp != null) {
                loaded.look(catchUp, positions.of(eventsRead()));
            }
        } catch (RuntimeException e) {
            waitingFor = "the brokers";
            log.warn("The gateway cannot see whether it has caught up: {}", e.getMessage());
        }
    }

    private void catchUp() {
        if (catchUp == null) {
            catchUp = CatchUp.from(positions, all());
        }
        if (streams.state() != KafkaStreams.State.RUNNING) {
            waitingFor = "the users' state to be restored";
            return;
        }
        loaded.look(catchUp, positions.of(eventsRead()));
        long behind = catchUp.behind(positions.of(StreamsProgress.partitions(streams).stream()
                .filter(partition -> !partition.topic().equals(history.name()))
                .toList()));
        waitingFor = behind + " records to be read";
        if (behind == 0) {
            whenReady.run();
            caughtUp = true;
            log.info("The gateway has caught up and is ready.");
        }
    }

    private List<Topic<?, ?>> all() {
        return Stream.concat(topics.stream(), Stream.of(history)).toList();
    }

    /** The partitions of events that this instance reads. */
    private List<TopicPartition> eventsRead() {
        return StreamsProgress.partitions(streams).stream()
                .filter(partition -> partition.topic().equals(history.name()))
                .toList();
    }

    private Set<String> clientIds() {
        return alive()
                ? streams.metadataForLocalThreads().stream()
                        .map(ThreadMetadata::consumerClientId)
                        .collect(Collectors.toSet())
                : Set.of();
    }

    @Override
    public void close() {
        starting.end();
        watch.shutdownNow();
        // Its users go to another gateway, or come back to this one, without waiting for a session to end.
        boolean closed = streams.close(
                CloseOptions.timeout(CLOSING).withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
        if (closed) {
            memory.close();
        } else {
            log.warn("The streams did not close within {} s; their memory is left to them.", CLOSING.toSeconds());
        }
        admin.close();
        lock.close();
    }
}
