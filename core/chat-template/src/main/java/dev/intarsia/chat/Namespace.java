package dev.intarsia.chat;

import java.util.LinkedHashMap;
import java.util.Map;

/** What {@code namespace} gives: the one value whose parts a template can set. */
record Namespace(Map<String, Object> values) {
    static Namespace of(Arguments with) {
        Map<String, Object> values = new LinkedHashMap<>();
        if (with.given().size() > 1) {
            throw new TemplateProblem("it calls 'namespace' in a way that is not known here");
        }
        with.given()
                .forEach(given -> Functions.dict(new Arguments(with.given(), Map.of()))
                        .forEach((key, value) -> values.put(Python.text(key), value)));
        values.putAll(with.named());
        return new Namespace(values);
    }

    void set(String name, Object value) {
        Budget.spend(1);
        values.put(name, value);
    }
}
