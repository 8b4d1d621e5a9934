package dev.intarsia.benchmarks.worker;

import java.util.Map;

/** What a child process does. */
public interface Workload extends AutoCloseable {
    /** What it tells of itself when it is ready, such as versions. */
    default Map<String, Object> description() {
        return Map.of();
    }

    /**
     * Does a round of work.
     *
     * @return what was measured, by name; numbers, texts, and lists of them
     */
    Map<String, Object> perform(String command, int argument) throws Exception;

    @Override
    default void close() {}
}
