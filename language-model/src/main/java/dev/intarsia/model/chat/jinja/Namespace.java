package dev.intarsia.model.chat.jinja;

import java.util.LinkedHashMap;
import java.util.Map;

/** The one object whose attributes a template may set, so that values survive a loop. */
record Namespace(Map<String, Object> values) {
    Namespace(Map<String, Object> values) {
        this.values = new LinkedHashMap<>(values);
    }
}
