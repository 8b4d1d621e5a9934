package dev.intarsia.model.peft;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of modules that differ from the others', each by a regular expression that PEFT matches with a module's name or
 * with the end of it after a dot; the first that matches counts.
 */
record PeftPatterns<T>(Map<PythonPattern, T> numbers) {
    PeftPatterns {
        numbers = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
    }

    /** @throws IllegalArgumentException as {@link PythonPattern#of} does */
    static PythonPattern pattern(String key) {
        return PythonPattern.within("(.*\\.)?(", key, ")");
    }

    boolean isEmpty() {
        return numbers.isEmpty();
    }

    /** A module's number; null where no pattern matches its name. */
    @Nullable
    T of(String module) {
        for (Map.Entry<PythonPattern, T> entry : numbers.entrySet()) {
            if (entry.getKey().matches(module)) {
                return entry.getValue();
            }
        }
        return null;
    }
}
