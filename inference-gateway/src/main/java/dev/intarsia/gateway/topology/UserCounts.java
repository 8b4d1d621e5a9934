package dev.intarsia.gateway.topology;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.processor.TaskId;

/** How many users the stores of this instance's tasks hold; standby copies do not count. Safe to use from several threads. */
public final class UserCounts {
    private record Place(String store, TaskId task) {}

    private final Map<Place, AtomicLong> counts = new ConcurrentHashMap<>();

    long of(String store) {
        return counts.entrySet().stream()
                .filter(count -> count.getKey().store().equals(store))
                .mapToLong(count -> count.getValue().get())
                .sum();
    }

    /**
     * The count of one store, for its writers to keep.
     *
     * @param found how many it holds, asked by the first of the task's writers
     */
    AtomicLong open(String store, TaskId task, LongSupplier found) {
        return counts.computeIfAbsent(new Place(store, task), absent -> new AtomicLong(found.getAsLong()));
    }

    /** The task leaves this instance, or comes back with what it has then. */
    void close(TaskId task) {
        counts.keySet().removeIf(place -> place.task().equals(task));
    }
}
