package dev.intarsia.model.chat.jinja;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a call was given, in order and by name. */
record Arguments(List<Object> ordered, Map<String, Object> named) {
    static final Arguments NONE = new Arguments(List.of(), Map.of());

    boolean has(int index, String name) {
        return index < ordered.size() || named.containsKey(name);
    }

    Object get(int index, String name) {
        if (!has(index, name)) {
            throw new JinjaException("a call lacks its argument '" + name + "'");
        }
        return index < ordered.size() ? ordered.get(index) : requireNonNull(named.get(name));
    }

    Object get(int index, String name, Object otherwise) {
        return has(index, name) ? get(index, name) : otherwise;
    }

    String text(int index, String name) {
        if (get(index, name) instanceof String text) {
            return text;
        }
        throw new JinjaException(
                "the argument '" + name + "' of a call must be a text, not " + Values.kind(get(index, name)));
    }

    int whole(int index, String name, int otherwise) {
        Object value = get(index, name, (long) otherwise);
        if (value instanceof Long number && Math.abs(number) <= Integer.MAX_VALUE) {
            return number.intValue();
        }
        throw new JinjaException(
                "the argument '" + name + "' of a call must be a whole number, not " + Values.kind(value));
    }

    /** All but the first. */
    Arguments rest() {
        return new Arguments(new ArrayList<>(ordered.subList(1, ordered.size())), named);
    }

    /** No arguments that the callee does not know. */
    Arguments atMost(int count, String... names) {
        if (ordered.size() > count || !List.of(names).containsAll(named.keySet())) {
            throw new JinjaException("a call has arguments that are not known here: " + ordered.size()
                    + " in order and " + named.keySet());
        }
        return this;
    }
}
