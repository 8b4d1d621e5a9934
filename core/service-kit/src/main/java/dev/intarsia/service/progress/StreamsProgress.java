package dev.intarsia.service.progress;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a service's streams get on with their records: not after a failure until they have been well for a while, and not
 * while records wait of which none is read or nobody says whether any is. Failures may be told from any thread; all else is
 * one thread's.
 */
public final class StreamsProgress {
    /** How long nothing may have failed again until a failure is over; longer than it takes to fail again. */
    public static final Duration RECOVERY = Duration.ofSeconds(15);

    /** How long records may wait without any being read. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Logger log = LoggerFactory.getLogger(StreamsProgress.class);

    private final String service;
    private final StallDetector stalls = new StallDetector(PATIENCE);
    private final AtomicReference<@Nullable Instant> failed = new AtomicReference<>();
    private volatile String waitingFor = "";
    private @Nullable Instant lastLook;

    /** @param service its name, for the log */
    public StreamsProgress(String service) {
        this.service = requireNonNull(service);
    }

    /**
     * What a failed thread leads to. Only what surrounds the records makes a thread fail: a record at fault goes to the dead
     * letters and ends nothing.
     *
     * @param response what becomes of the thread, or of all of them
     */
    public StreamsUncaughtExceptionHandler whenThreadFails(StreamThreadExceptionResponse response) {
        return failure -> {
            log.error("A stream thread of the {} failed ({}): {}", service, response, failure.getMessage(), failure);
            failed(Instant.now());
            return response;
        };
    }

    /** Looks where the partitions stand that these streams read. */
    public void look(KafkaStreams streams, GroupPositions positions) {
        try {
            look(positions.of(partitions(streams)), Instant.now());
        } catch (RuntimeException e) {
            lookFailed(Instant.now());
            log.warn("The {} cannot see whether it moves: {}", service, e.getMessage());
        }
    }

    /** The partitions that the threads of these streams work on. */
    public static List<TopicPartition> partitions(KafkaStreams streams) {
        return streams.metadataForLocalThreads().stream()
                .flatMap(thread -> thread.activeTasks().stream())
                .flatMap(task -> task.topicPartitions().stream())
                .toList();
    }

    void failed(Instant now) {
        failed.set(now);
        waitingFor = "a failed thread to recover; the log says why";
    }

    void look(Map<TopicPartition, Position> positions, Instant now) {
        lastLook = now;
        Instant failure = failed.get();
        Optional<String> stalled = stalls.look(positions, now);
        boolean recovered = failure == null || failure.plus(RECOVERY).isBefore(now);
        if (recovered && failed.compareAndSet(failure, null)) {
            waitingFor = stalled.orElse("");
        }
    }

    /** Nobody says where the partitions stand. */
    void lookFailed(Instant now) {
        lastLook = lastLook == null ? now : lastLook;
        if (lastLook.plus(PATIENCE).isBefore(now)) {
            waitingFor = "the brokers to answer";
        }
    }

    /** What is not moving, as the end of "waiting for"; empty where all moves. */
    public String waitingFor() {
        return waitingFor;
    }
}
