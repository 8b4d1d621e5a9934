package dev.intarsia.service.streams;

import static java.util.Objects.requireNonNull;

import dev.intarsia.service.progress.GroupPositions;
import dev.intarsia.service.progress.Movement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a service's streams get on with their records: not from the failure of a thread until none has failed for a
 * while, and not while records wait of which none is read. Failures may be told from any thread; all else is one thread's.
 */
public final class StreamsProgress {
    /** Longer than it takes to start again and to fail again. */
    public static final Duration RECOVERY = Duration.ofSeconds(15);

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Logger log = LoggerFactory.getLogger(StreamsProgress.class);

    private final String service;
    private final Movement movement = new Movement(RECOVERY, PATIENCE);

    /** @param service its name, for the log */
    public StreamsProgress(String service) {
        this.service = requireNonNull(service);
    }

    /**
     * What a failed thread leads to, which counts as standing still. Only what surrounds the records makes a thread fail:
     * a record at fault goes to the dead letters and ends nothing.
     *
     * @param response what becomes of the thread, or of all of them
     */
    public StreamsUncaughtExceptionHandler whenThreadFails(StreamThreadExceptionResponse response) {
        return failure -> {
            log.error("A stream thread of the {} failed ({}): {}", service, response, failure.getMessage(), failure);
            movement.failed(Instant.now());
            return response;
        };
    }

    /** Looks where the partitions stand that these streams read. */
    public void look(KafkaStreams streams, GroupPositions positions) {
        try {
            movement.look(positions.of(partitions(streams)), Instant.now());
        } catch (RuntimeException e) {
            movement.lookFailed(Instant.now());
            log.warn("The {} cannot see whether it moves: {}", service, e.getMessage());
        }
    }

    /** What the streams wait for, as the end of "waiting for"; empty where they get on. */
    public String waitingFor() {
        return movement.waitingFor();
    }

    /** The partitions that the threads of these streams work on. */
    public static List<TopicPartition> partitions(KafkaStreams streams) {
        return streams.metadataForLocalThreads().stream()
                .flatMap(thread -> thread.activeTasks().stream())
                .flatMap(task -> task.topicPartitions().stream())
                .toList();
    }
}
