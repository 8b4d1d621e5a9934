package dev.intarsia.chat.value;

import java.util.Map;

/** What {@code namespace} gives: the one value whose parts a template can set. */
public record Namespace(Map<String, Object> values) implements Attributed {
    @Override
    public String kind() {
        return "namespace";
    }

    @Override
    public Object attribute(String name) {
        return values.getOrDefault(name, Absent.UNDEFINED);
    }

    public void set(String name, Object value) {
        Budget.spend(1);
        values.put(name, value);
    }
}
