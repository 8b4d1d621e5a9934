package dev.intarsia.model.peft;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which modules a setting names.
 *
 * @param names modules' names, or ends of names after a dot; empty where there is a pattern
 * @param pattern what all of a module's name matches; null where there are names
 */
record PeftNames(List<String> names, @Nullable PythonPattern pattern) {
    static final PeftNames NONE = new PeftNames(List.of(), null);

    PeftNames {
        names = List.copyOf(names);
    }

    boolean matches(String module) {
        return pattern != null
                ? pattern.matches(module)
                : names.stream().anyMatch(name -> module.equals(name) || module.endsWith("." + name));
    }
}
