package dev.intarsia.service.progress;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Finds partitions on which records wait and none is read. Not thread-safe. */
public final class StallDetector {
    private final Duration patience;
    private Map<TopicPartition, Seen> seen = new HashMap<>();

    private record Seen(long read, Instant since) {}

    /** @param patience how long records may wait without any being read */
    public StallDetector(Duration patience) {
        this.patience = requireNonNull(patience);
    }

    /**
     * Takes in where the partitions stand; those not named are forgotten.
     *
     * @return the partition that has stood still longest, as the end of "waiting for"; empty where all move
     */
    public Optional<String> look(Map<TopicPartition, Position> positions, Instant now) {
        Map<TopicPartition, Seen> next = new HashMap<>();
        @Nullable TopicPartition stuck = null;
        Instant oldest = now.minus(patience);
        for (Map.Entry<TopicPartition, Position> entry : positions.entrySet()) {
            Position position = entry.getValue();
            Seen before = seen.get(entry.getKey());
            Seen after = before != null && before.read() == position.read() && position.behind() > 0
                    ? before
                    : new Seen(position.read(), now);
            next.put(entry.getKey(), after);
            if (after.since().isBefore(oldest)) {
                stuck = entry.getKey();
                oldest = after.since();
            }
        }
        seen = next;
        return stuck == null
                ? Optional.empty()
                : Optional.of("records of " + stuck + " to be read, of which none was since " + oldest);
    }
}
