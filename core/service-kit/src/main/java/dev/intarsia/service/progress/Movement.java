package dev.intarsia.service.progress;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Whether streams move: not after a failure until they have been well for a while, and not while records wait of which none
 * is read or nobody says whether any is. Failures may be told from any thread; all else is one thread's.
 */
public final class Movement {
    private final Duration recovery;
    private final Duration patience;
    private final StallDetector stalls;
    private final AtomicReference<@Nullable Instant> failed = new AtomicReference<>();
    private volatile String waitingFor = "";
    private @Nullable Instant lastLook;

    /**
     * @param recovery how long nothing may have failed again until a failure is over; longer than it takes to fail again
     * @param patience how long records may wait without any being read
     */
    public Movement(Duration recovery, Duration patience) {
        this.recovery = requireNonNull(recovery);
        this.patience = requireNonNull(patience);
        this.stalls = new StallDetector(patience);
    }

    /** A thread has failed. */
    public void failed(Instant now) {
        failed.set(now);
        waitingFor = "a failed thread to recover; the log says why";
    }

    /** Takes in where the partitions stand that are read here. */
    public void look(Map<TopicPartition, Position> positions, Instant now) {
        lastLook = now;
        Instant failure = failed.get();
        Optional<String> stalled = stalls.look(positions, now);
        boolean recovered = failure == null || failure.plus(recovery).isBefore(now);
        if (recovered && failed.compareAndSet(failure, null)) {
            waitingFor = stalled.orElse("");
        }
    }

    /** Nobody says where the partitions stand. */
    public void lookFailed(Instant now) {
        lastLook = lastLook == null ? now : lastLook;
        if (lastLook.plus(patience).isBefore(now)) {
            waitingFor = "the brokers to answer";
        }
    }

    /** What is not moving, as the end of "waiting for"; empty where all moves. */
    public String waitingFor() {
        return waitingFor;
    }
}
