package dev.intarsia.chat.syntax;

import dev.intarsia.chat.value.Absent;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The variables of a part of a template; what is not set here is looked up around it. */
public final class Scope {
    private final @Nullable Scope around;
    private final Map<String, Object> values;

    private Scope(@Nullable Scope around, Map<String, Object> values) {
        this.around = around;
        this.values = values;
    }

    public static Scope of(Map<String, Object> values) {
        return new Scope(null, new HashMap<>(values));
    }

    public Scope within() {
        return new Scope(this, new HashMap<>());
    }

    public Object get(String name) {
        for (Scope scope = this; scope != null; scope = scope.around) {
            Object value = scope.values.get(name);
            if (value != null) {
                return value;
            }
        }
        return Absent.UNDEFINED;
    }

    public void set(String name, Object value) {
        values.put(name, value);
    }
}
