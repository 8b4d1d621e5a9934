package dev.intarsia.benchmarks.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What has been measured so far. */
final class Measured {
    final Map<String, @Nullable Double> results = new LinkedHashMap<>();
    final Map<String, Map<String, Times>> comparisons = new LinkedHashMap<>();
    final Map<String, Object> details = new LinkedHashMap<>();
    final Map<String, Double> peaks = new TreeMap<>();
    final Map<String, String> notes = new LinkedHashMap<>();

    /** @param value null, or no number, where it could not be measured here */
    void result(String name, @Nullable Double value) {
        results.put(name, value == null || value.isNaN() ? null : value);
    }
}
