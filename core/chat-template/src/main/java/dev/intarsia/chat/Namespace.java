package dev.intarsia.chat;

import java.util.LinkedHashMap;
import java.util.Map;

/** What {@code namespace} gives: the one value whose parts a template can set. */
record Namespace(Map<String, Object> values) implements Attributed {
    static Namespace of(Arguments with) {
        Map<String, Object> values = new LinkedHashMap<>();
        if (with.given().size() > 1) {
            throw new TemplateProblem("it calls 'namespace' in a way that is not known here");
        }
        Functions.dict(with).forEach((key, value) -> values.put(Repr.text(key), value));
        return new Namespace(values);
    }

    @Override
    public String kind() {
        return "namespace";
    }

    @Override
    public Object attribute(String name) {
        return values.getOrDefault(name, Absent.UNDEFINED);
    }

    void set(String name, Object value) {
        Budget.spend(1);
        values.put(name, value);
    }
}
