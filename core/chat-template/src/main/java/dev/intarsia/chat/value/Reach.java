package dev.intarsia.chat.value;

import static java.util.Objects.requireNonNullElse;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that a template can reach from a value: entries of maps, elements of lists, and methods of texts, maps and lists that
 * Python's have. There is no reflection, so there is no way to a class.
 */
public final class Reach {
    /** What Python's lists and texts have of that name, so that no entry is looked for. */
    private static final Set<String> OF_LISTS =
            names("append clear copy count extend index insert pop remove reverse sort");

    private static final Set<String> OF_MAPS =
            names("clear copy fromkeys get items keys pop popitem setdefault update values");

    private static final Set<String> OF_NUMBERS =
            names("as_integer_ratio bit_count bit_length conjugate denominator fromhex from_bytes hex imag "
                    + "is_integer numerator real to_bytes");

    private static final Set<String> OF_RANGES =
            names("close count gi_code gi_frame gi_running gi_suspended gi_yieldfrom index isdisjoint mapping send "
                    + "start step stop throw");

    private Reach() {}

    static Set<String> names(String separated) {
        return Set.of(separated.split(" "));
    }

    /** {@code base.name} */
    public static Object attribute(Object base, String name) {
        Budget.spend(1);
        if (Absent.undefined(base)) {
            throw new TemplateProblem("it asks for '" + name + "' of a value that is undefined");
        } else if (base instanceof Attributed attributed) {
            return attributed.attribute(name);
        } else if (base instanceof Tuple tuple && tuple.place(name) >= 0) {
            return tuple.get(tuple.place(name));
        } else if (hasMethod(base, name)) {
            return (Callable) with -> method(base, name, with);
        } else if (base instanceof Map<?, ?> map && map.containsKey(name)) {
            return map.get(name);
        } else if (name.startsWith("_")
                || base instanceof Callable
                || (base instanceof Number || base instanceof Boolean) && OF_NUMBERS.contains(name)
                || base instanceof View && OF_RANGES.contains(name)) {
            throw new TemplateProblem(
                    "it asks for '" + name + "' of a " + Values.kind(base) + ", which is not known here");
        }
        return Absent.UNDEFINED;
    }

    private static boolean hasMethod(Object base, String name) {
        return base instanceof CharSequence && TextMethods.NAMES.contains(name)
                || base instanceof Map && OF_MAPS.contains(name)
                || base instanceof List && !(base instanceof View) && OF_LISTS.contains(name);
    }

    private static Object method(Object base, String name, Arguments with) {
        if (Markup.refused(base) instanceof CharSequence text) {
            return TextMethods.call(text.toString(), name, with);
        } else if (base instanceof Map<?, ?> map) {
            return CollectionMethods.call(map, name, with);
        }
        return CollectionMethods.call((List<?>) base, name, with);
    }

    /** {@code base[key]} */
    public static Object item(Object base, Object key) {
        Budget.spend(1);
        if (Absent.undefined(base)) {
            throw new TemplateProblem("it asks for '" + Repr.text(key) + "' of a value that is undefined");
        } else if (base instanceof Map<?, ?> map && map.containsKey(Values.lookup(key))) {
            return requireNonNullElse(map.get(Values.lookup(key)), Absent.UNDEFINED);
        } else if (key instanceof CharSequence name) {
            return base instanceof Map && !hasMethod(base, name.toString())
                    ? Absent.UNDEFINED
                    : attribute(base, name.toString());
        } else if (Values.number(key) instanceof Number number && Values.isWhole(number)) {
            return element(base, number.longValue());
        }
        return Absent.UNDEFINED;
    }

    private static Object element(Object base, long index) {
        if (base instanceof View view && view.kind() != View.Kind.RANGE
                || !(base instanceof List || base instanceof CharSequence)) {
            return Absent.UNDEFINED;
        }
        List<?> items = base instanceof List<?> list ? list : Values.items(base);
        long at = index < 0 ? items.size() + index : index;
        return at >= 0 && at < items.size() ? items.get((int) at) : Absent.UNDEFINED;
    }

    public static Object call(Object called, Arguments with) {
        if (called instanceof Callable callable) {
            return callable.call(with);
        }
        throw new TemplateProblem("it calls a " + Values.kind(called) + ", which is no function that is known here");
    }
}
