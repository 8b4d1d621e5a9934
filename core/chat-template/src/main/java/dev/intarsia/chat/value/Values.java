package dev.intarsia.chat.value;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What values are worth in Python, and what they are made of. */
public final class Values {
    private Values() {}

    public static boolean truth(@Nullable Object value) {
        if (value == null || value instanceof Absent) {
            return false;
        } else if (value instanceof Boolean truth) {
            return truth;
        } else if (value instanceof Number number) {
            return number.doubleValue() != 0;
        } else if (value instanceof CharSequence text) {
            return text.length() > 0;
        } else if (value instanceof List<?> list) {
            return list instanceof View view && !view.hasLength() || !list.isEmpty();
        } else if (value instanceof Map<?, ?> map) {
            return !map.isEmpty();
        }
        return true;
    }

    public static boolean isWhole(@Nullable Object value) {
        return value instanceof Long || value instanceof Integer;
    }

    /** A truth value as the number that Python takes it for; any other value as it is. */
    public static @Nullable Object number(@Nullable Object value) {
        return value instanceof Boolean truth ? (Object) (truth ? 1L : 0L) : value;
    }

    /** What a loop over a value goes through. */
    public static List<Object> items(@Nullable Object value) {
        if (Absent.undefined(value)) {
            return new ArrayList<>();
        }
        List<Object> items;
        if (value instanceof View view) {
            items = view.take(Integer.MAX_VALUE);
        } else if (value instanceof List<?> list) {
            items = new ArrayList<>(list);
        } else if (value instanceof Map<?, ?> map) {
            items = new ArrayList<>(map.keySet());
        } else if (value instanceof CharSequence text) {
            items = new ArrayList<>();
            text.codePoints().forEach(c -> items.add(Character.toString(c)));
        } else {
            throw new TemplateProblem("it goes through a " + kind(value));
        }
        Budget.spend(1 + items.size());
        return items;
    }

    /** A value as the key of a map. */
    public static Object key(Object value) {
        if (value instanceof CharSequence) {
            return value.toString();
        } else if (isWhole(value)) {
            return ((Number) value).longValue();
        } else if (value == Absent.NONE) {
            return value;
        }
        throw new TemplateProblem("it has a map with a " + kind(value) + " for a key, which is not known here");
    }

    /** A value as what is looked for among the keys of a map. */
    public static Object lookup(@Nullable Object value) {
        if (value instanceof Boolean || value instanceof Double) {
            throw new TemplateProblem("it looks in a map for a " + kind(value) + ", which is not known here");
        } else if (value instanceof List || value instanceof Map) {
            throw new TemplateProblem("it looks in a map for a " + kind(value) + ", which is no key");
        }
        if (value == null) {
            return Absent.UNDEFINED;
        }
        return value instanceof CharSequence || isWhole(value) ? key(value) : value;
    }

    /** A list that cannot be changed. */
    public static List<Object> list(List<?> items) {
        return Collections.unmodifiableList(new ArrayList<Object>(items));
    }

    /** A space as Python sees it. */
    public static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85;
    }

    /** What a value is called in a refusal. */
    public static String kind(@Nullable Object value) {
        if (Absent.undefined(value)) {
            return "value that is undefined";
        } else if (value == Absent.NONE) {
            return "none";
        } else if (value instanceof CharSequence) {
            return "text";
        } else if (value instanceof Boolean) {
            return "truth value";
        } else if (value instanceof Number) {
            return "number";
        } else if (value instanceof List<?>) {
            return value instanceof View ? "range, view or generator" : "list";
        } else if (value instanceof Map<?, ?>) {
            return "map";
        }
        return value instanceof Attributed attributed ? attributed.kind() : "function";
    }
}
