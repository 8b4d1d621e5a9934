package dev.intarsia.trainer.state;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Up to where the log is in the store, for one partition.
 *
 * @param log identifies the topics: those of another cluster, or made anew, have other offsets
 * @param positions by topic, the offset of the first record that is not in the store
 * @param restoring whether the partition was read from the beginning of its log and has not reached the end yet
 * @param truncated whether retention had taken the first events when that reading began
 * @param earliest when ingest accepted the first event that was read; {@link Instant#MAX} for none
 * @param asOf when the positions were known to be up to date
 */
public record StoreCheckpoint(
        String log, Map<String, Long> positions, boolean restoring, boolean truncated, Instant earliest, Instant asOf) {
    public StoreCheckpoint {
        requireNonNull(log);
        positions = Map.copyOf(positions);
        requireNonNull(earliest);
        requireNonNull(asOf);
    }

    /** The same with some positions further on. */
    public StoreCheckpoint at(Map<String, Long> further, Instant now) {
        Map<String, Long> all = new HashMap<>(positions);
        further.forEach((topic, offset) -> all.merge(topic, offset, Math::max));
        return new StoreCheckpoint(log, all, restoring, truncated, earliest, now);
    }

    /** The same with another first event. */
    public StoreCheckpoint since(Instant first) {
        return new StoreCheckpoint(log, positions, restoring, truncated, first, asOf);
    }

    /** Where to go on in a topic; its beginning where nothing of it was read. */
    public long position(String topic) {
        return positions.getOrDefault(topic, 0L);
    }
}
