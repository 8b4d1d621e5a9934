package dev.intarsia.gateway.startup;

import dev.intarsia.service.progress.Position;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/** Of which partitions all users' events have been taken in that were there at the start. Safe to use from several threads. */
final class LoadedHistory {
    private final Set<TopicPartition> loaded = ConcurrentHashMap.newKeySet();
    private volatile long behind;

    /**
     * Notes which are.
     *
     * @param start what was there
     * @param local where the partitions of events stand that this instance reads
     */
    void look(CatchUp start, Map<TopicPartition, Position> local) {
        local.forEach((partition, position) -> {
            if (start.behind(Map.of(partition, position)) == 0) {
                loaded.add(partition);
            }
        });
        behind = start.behind(local);
    }

    /** How many records were left at the last look. */
    long behind() {
        return behind;
    }

    boolean contains(TopicPartition partition) {
        return loaded.contains(partition);
    }

    boolean containsAll(Collection<TopicPartition> partitions) {
        return loaded.containsAll(partitions);
    }
}
