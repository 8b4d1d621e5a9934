package dev.intarsia.gateway.startup;

import static java.util.Objects.requireNonNull;

import dev.intarsia.schemas.progress.GroupPositions;
import dev.intarsia.schemas.progress.Movement;
import dev.intarsia.schemas.topic.Topic;
import dev.intarsia.service.state.StateLock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
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
    private static final Duration RECOVERY = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** A little longer than a member that was killed stays in the group. */
    private static final Duration MEMBERS_STAY = StreamSettings.SESSION.plusSeconds(5);

    private final StateLock lock;
    private final boolean addressed;
    private final KafkaStreams streams;
    private final Admin admin;
    private final String group;
    private final List<Topic<?, ?>> topics;
    private final ScheduledExecutorService watch =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "gateway-catch-up"));
    private final Runnable whenReady;
    private final GroupPositions positions;
    private final Movement movement = new Movement(RECOVERY, PATIENCE);
    private @Nullable CatchUp catchUp;
    private long looks;
    private volatile Instant lastRunning = Instant.now();
    private volatile boolean caughtUp;
    private volatile String waitingFor = "the streams to start";

    /**
     * Takes the state directory for itself.
     *
     * @param topics the partitioned topics that have to be read before the gateway is ready
     * @param admin is closed with the streams
     * @param whenReady runs once, before the gateway says that it is ready
     * @throws dev.intarsia.service.state.StateInUseException where another process has the state directory
     */
    public GatewayStreams(
            Topology topology, Properties settings, List<Topic<?, ?>> topics, Admin admin, Runnable whenReady) {
        this.admin = requireNonNull(admin);
        this.group = settings.getProperty(StreamsConfig.APPLICATION_ID_CONFIG);
        this.addressed = settings.containsKey(StreamsConfig.APPLICATION_SERVER_CONFIG);
        this.lock = StateLock.take(Path.of(settings.getProperty(StreamsConfig.STATE_DIR_CONFIG)), group);
        this.streams = streams(topology, settings);
        this.topics = List.copyOf(topics);
        this.whenReady = requireNonNull(whenReady);
        this.positions = new GroupPositions(admin, group);
        streams.setUncaughtExceptionHandler(failure -> {
            log.error("A stream thread failed and is replaced.", failure);
            movement.failed(Instant.now());
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
    }

    private KafkaStreams streams(Topology topology, Properties settings) {
        try {
            return new KafkaStreams(topology, settings);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    public KafkaStreams streams() {
        return streams;
    }

    /**
     * Returns when the pool is read, since {@link KafkaStreams#start} waits for the global store; the users' state may take
     * longer, which {@link #ready} tells.
     *
     * @throws IllegalStateException where a topic has another number of partitions than is set, so that no user's records
     *     would be where they are looked for
     * @throws GatewayStartException where there are other gateways, and this one has no address of its own
     */
    public void start() {
        TopicPartitions.require(admin, topics);
        if (!addressed) {
            new LoneGateway(admin, group, MEMBERS_STAY).check();
        }
        streams.start();
        watch.scheduleWithFixedDelay(this::look, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public boolean ready() {
        return caughtUp && alive() && settled() && movement.waitingFor().isEmpty();
    }

    @Override
    public boolean answers() {
        return caughtUp;
    }

    @Override
    public String waitingFor() {
        if (!caughtUp) {
            return waitingFor;
        }
        return settled() ? movement.waitingFor() : "the users' state to be restored";
    }

    @Override
    public boolean alive() {
        return streams.state() != KafkaStreams.State.ERROR;
    }

    /** Whether the streams run, or have a moment ago: partitions that come and go are nothing to be alarmed about. */
    private boolean settled() {
        return streams.state() == KafkaStreams.State.RUNNING
                || lastRunning.plus(RECOVERY).isAfter(Instant.now());
    }

    private void look() {
        if (caughtUp && ++looks % LOOKS_WHEN_READY != 0) {
            return;
        }
        try {
            if (streams.state() == KafkaStreams.State.RUNNING) {
                lastRunning = Instant.now();
            }
            if (caughtUp) {
                movement.look(positions.of(local()), Instant.now());
            } else {
                catchUp();
            }
        } catch (ExecutionException | RuntimeException e) {
            waitingFor = "the brokers";
            if (caughtUp) {
                movement.lookFailed(Instant.now());
            }
            log.warn("The gateway cannot see whether it has caught up: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void catchUp() throws ExecutionException, InterruptedException {
        if (catchUp == null) {
            catchUp =
                    CatchUp.from(admin, group, topics.stream().map(Topic::name).toList());
        }
        if (streams.state() != KafkaStreams.State.RUNNING) {
            waitingFor = "the users' state to be restored";
            return;
        }
        long behind = catchUp.behind(local());
        waitingFor = behind + " records to be read";
        if (behind == 0) {
            whenReady.run();
            caughtUp = true;
            log.info("The gateway has caught up and is ready.");
        }
    }

    private Collection<TopicPartition> local() {
        return streams.metadataForLocalThreads().stream()
                .flatMap(thread -> thread.activeTasks().stream())
                .flatMap(task -> task.topicPartitions().stream())
                .toList();
    }

    @Override
    public void close() {
        watch.shutdownNow();
        // Its users go to another gateway, or come back to this one, without waiting for a session to end.
        streams.close(CloseOptions.timeout(CLOSING).withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
        admin.close();
        lock.close();
    }
}
