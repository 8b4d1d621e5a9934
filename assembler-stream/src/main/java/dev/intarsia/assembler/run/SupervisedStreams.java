package dev.intarsia.assembler.run;

import static java.util.Objects.requireNonNull;

import dev.intarsia.assembler.config.AssemblerConfig;
import dev.intarsia.assembler.topology.AssemblerTopology;
import dev.intarsia.assembler.user.AssemblerStores;
import dev.intarsia.assembler.user.AssemblerUserState;
import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.service.progress.GroupPositions;
import dev.intarsia.service.progress.StreamsProgress;
import dev.intarsia.service.state.StateLock;
import dev.intarsia.service.streams.RocksDBMemory;
import dev.intarsia.service.topic.MissingTopicsException;
import dev.intarsia.service.topic.PartitionCountException;
import dev.intarsia.service.topic.TopicCheck;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka Streams, kept running: when a thread fails, the client is closed and a new one starts where the last commit left
 * it. So an outage of the broker or of the schema registry ends by itself, and no record is skipped over it.
 */
public final class SupervisedStreams implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SupervisedStreams.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration CLOSING = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofSeconds(2);

    /** Short, since closing waits for the answer. */
    private static final Duration TOPICS_ANSWER = Duration.ofSeconds(5);

    private static final StoreQueryParameters<ReadOnlyKeyValueStore<String, AssemblerUserState>> USERS =
            StoreQueryParameters.fromNameAndType(AssemblerStores.USERS, QueryableStoreTypes.keyValueStore());

    private final AssemblerConfig config;
    private final Supplier<Topology> topology;
    private final MeterRegistry meters;
    private final RocksDBMemory memory;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread supervisor = new Thread(this::keepRunning, "assembler-supervisor");
    private final StreamsProgress progress = new StreamsProgress("assembler");
    private final ScheduledExecutorService watch =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "assembler-progress"));
    private volatile @Nullable StateLock lock;
    private boolean cleaned;
    private volatile @Nullable KafkaStreams streams;
    private volatile @Nullable Admin asking;
    private volatile boolean leftOpen;

    /** @param topology a new topology for each start */
    public SupervisedStreams(AssemblerConfig config, Supplier<Topology> topology, MeterRegistry meters) {
        this.config = config;
        this.topology = topology;
        this.meters = meters;
        this.memory = new RocksDBMemory(config.state().rocksdbMemory());
    }

    /**
     * Takes the state directory for itself, and begins.
     *
     * @throws dev.intarsia.service.state.StateInUseException where another process has the state directory
     */
    public void start() {
        lock = StateLock.take(config.state().directory(), config.kafka().applicationId());
        supervisor.start();
        watch.execute(this::lookAgainAndAgain);
    }

    /** Whether users are being worked on: the streams run, have not just failed, and read what there is. */
    public boolean isRunning() {
        KafkaStreams current = streams;
        return current != null
                && current.state() == KafkaStreams.State.RUNNING
                && progress.waitingFor().isEmpty();
    }

    /** What is kept of a user of this assembler's partitions; empty for others, and while the streams do not run. */
    public Optional<AssemblerUserState> user(String user) {
        KafkaStreams current = streams;
        if (current == null) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(current.store(USERS).get(user));
        } catch (InvalidStateStoreException notNow) {
            return Optional.empty();
        }
    }

    private void lookAgainAndAgain() {
        try (Admin admin = Admin.create(config.kafka().clientSettings())) {
            GroupPositions positions = new GroupPositions(admin, config.kafka().applicationId());
            while (!isClosing(LOOK)) {
                KafkaStreams current = streams;
                if (current != null && current.state() == KafkaStreams.State.RUNNING) {
                    progress.look(current, positions);
                    requireNonNull(lock).touch();
                }
            }
        }
    }

    private void keepRunning() {
        Duration pause = FIRST_PAUSE;
        while (!isClosing(Duration.ZERO)) {
            long started = System.nanoTime();
            try {
                runUntilItEnds();
            } catch (MissingTopicsException | PartitionCountException e) {
                log.error("The assembler cannot start: {}", e.getMessage());
            } catch (RuntimeException e) {
                if (!isClosing(Duration.ZERO)) {
                    log.error("The assembler could not run: {}", e.getMessage(), e);
                }
            }
            boolean ranWell = System.nanoTime() - started > LONGEST_PAUSE.toNanos();
            pause = ranWell ? FIRST_PAUSE : pause;
            if (!isClosing(Duration.ZERO)) {
                log.info("The assembler starts again in {} s", pause.toSeconds());
            }
            isClosing(pause);
            pause = longer(pause);
        }
    }

    private static Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    private void runUntilItEnds() {
        checkTopics();
        CountDownLatch ended = new CountDownLatch(1);
        KafkaStreams current = new KafkaStreams(topology.get(), AssemblerStreamsSettings.of(config, memory));
        current.setStateListener((now, before) -> {
            if (now == KafkaStreams.State.ERROR || now == KafkaStreams.State.NOT_RUNNING) {
                ended.countDown();
            }
        });
        current.setUncaughtExceptionHandler(progress.whenThreadFails(StreamThreadExceptionResponse.SHUTDOWN_CLIENT));
        try (KafkaStreamsMetrics binder = new KafkaStreamsMetrics(current)) {
            binder.bindTo(meters);
            streams = current;
            if (!cleaned && requireNonNull(lock).isOutdated()) {
                log.warn(
                        "The state in {} was last used more than half a day ago; reading it from the topics again",
                        config.state().directory());
                current.cleanUp();
            }
            cleaned = true;
            if (!isClosing(Duration.ZERO)) {
                current.start();
                ended.await();
            }
        } catch (InterruptedException e) {
            closing.countDown();
            Thread.currentThread().interrupt();
        } finally {
            streams = null;
            if (!current.close(CLOSING)) {
                leftOpen = true;
                log.warn("The streams did not close within {} s; their memory is left to them.", CLOSING.toSeconds());
            }
        }
    }

    private void checkTopics() {
        try (Admin admin = Admin.create(config.kafka().clientSettings())) {
            asking = admin;
            Topics topics = AssemblerTopology.topics(config);
            new TopicCheck(
                            admin,
                            List.of(
                                    topics.signatures(),
                                    topics.consents(),
                                    topics.gates(),
                                    topics.assignments(),
                                    topics.roster(),
                                    topics.deadLetters()),
                            TOPICS_ANSWER)
                    .require();
        } finally {
            asking = null;
        }
    }

    private boolean isClosing(Duration within) {
        try {
            return closing.await(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            closing.countDown();
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Commits what was worked on and leaves the group; waits until that is done. */
    @Override
    public void close() {
        closing.countDown();
        watch.shutdownNow();
        Admin waiting = asking;
        if (waiting != null) {
            // What was asked need not be answered any more.
            waiting.close(Duration.ZERO);
        }
        KafkaStreams current = streams;
        if (current != null) {
            current.close(CLOSING);
        }
        try {
            supervisor.join();
        } catch (InterruptedException e) {
            leftOpen = true;
            Thread.currentThread().interrupt();
        }
        if (!leftOpen) {
            memory.close();
        }
        if (lock != null) {
            lock.close();
        }
    }
}
