package dev.intarsia.chat.filter;

import dev.intarsia.chat.value.Absent;
import dev.intarsia.chat.value.Arguments;
import dev.intarsia.chat.value.Budget;
import dev.intarsia.chat.value.Operators;
import dev.intarsia.chat.value.Repr;
import dev.intarsia.chat.value.TemplateProblem;
import dev.intarsia.chat.value.ValueComparison;
import dev.intarsia.chat.value.Values;
import dev.intarsia.chat.value.View;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Values as {@code tojson} of Transformers writes them: Python's spaces, no escapes for HTML. */
@SuppressWarnings("NullAway") // An undefined value is null there.
final class Json {
    private final boolean ascii;
    private final boolean sorted;
    private final @Nullable String indent;
    private final String between;
    private final String after;
    private final StringBuilder out = new StringBuilder();

    Json(Arguments with) {
        with.only("ensure_ascii", "indent", "separators", "sort_keys");
        ascii = with.isSet(0, "ensure_ascii");
        Object width = with.optional(1, "indent");
        indent = width == null
                ? null
                : width instanceof CharSequence ? width.toString() : (String) Operators.multiply(" ", width);
        List<?> separators = with.at(2, "separators") instanceof List<?> list && list.size() == 2
                ? list
                : List.of(indent == null ? ", " : ",", ": ");
        between = Repr.text(separators.get(0));
        after = Repr.text(separators.get(1));
        sorted = with.isSet(3, "sort_keys");
    }

    String write(@Nullable Object value) {
        write(value, 1);
        return out.toString();
    }

    private void write(@Nullable Object value, int depth) {
        Budget.spend(1);
        Budget.requireLength(out.length());
        if (value == Absent.NONE) {
            out.append("null");
        } else if (value instanceof Boolean) {
            out.append(value);
        } else if (value instanceof Number) {
            out.append(Repr.text(value));
        } else if (value instanceof CharSequence text) {
            quote(text.toString());
        } else if (value instanceof List<?> list && !(value instanceof View)) {
            out.append('[');
            for (int i = 0; i < list.size(); i++) {
                line(i == 0 ? "" : between, depth);
                write(list.get(i), depth + 1);
            }
            close(list.isEmpty(), ']', depth);
        } else if (value instanceof Map<?, ?> map) {
            out.append('{');
            Map<?, ?> entries = sorted ? ordered(map) : map;
            Iterator<? extends Map.Entry<?, ?>> all = entries.entrySet().iterator();
            for (boolean first = true; all.hasNext(); first = false) {
                Map.Entry<?, ?> entry = all.next();
                line(first ? "" : between, depth);
                quote(entry.getKey() == Absent.NONE ? "null" : String.valueOf(entry.getKey()));
                out.append(after);
                write(entry.getValue(), depth + 1);
            }
            close(map.isEmpty(), '}', depth);
        } else {
            throw new TemplateProblem("it writes a " + Values.kind(value) + " as JSON");
        }
    }

    private static Map<?, ?> ordered(Map<?, ?> map) {
        Map<Object, Object> ordered = new TreeMap<>((a, b) -> {
            if (!(a instanceof String one && b instanceof String two)) {
                throw new TemplateProblem("it sorts keys that are not all texts");
            }
            return ValueComparison.compareTexts(one, two);
        });
        map.forEach((key, value) -> ordered.put(key, value));
        return ordered;
    }

    private void line(String separator, int depth) {
        out.append(separator);
        if (indent != null) {
            Budget.spend(depth);
            out.append('\n').append((String) Operators.multiply(indent, (long) depth));
        }
    }

    private void close(boolean empty, char end, int depth) {
        if (!empty) {
            line("", depth - 1);
        }
        out.append(end);
    }

    private void quote(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> {
                    if (c < ' ' || ascii && c > '~') {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
