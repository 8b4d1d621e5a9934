package dev.intarsia.model.chat.jinja;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names and what they stand for: those of a loop's body or a macro go with it, those around it show through. */
final class Scope {
    private final @Nullable Scope around;
    private final Work work;
    private final Map<String, Object> values = new HashMap<>();

    Scope(Work work) {
        this(null, work);
    }

    private Scope(@Nullable Scope around, Work work) {
        this.around = around;
        this.work = work;
    }

    Scope inner() {
        return new Scope(this, work);
    }

    Work work() {
        return work;
    }

    Object get(String name) {
        for (Scope scope = this; scope != null; scope = scope.around) {
            Object value = scope.values.get(name);
            if (value != null) {
                return value;
            }
        }
        return new Undefined("'" + name + "'");
    }

    void set(String name, Object value) {
        values.put(name, value);
    }
}
