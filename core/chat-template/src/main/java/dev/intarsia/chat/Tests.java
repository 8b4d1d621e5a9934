package dev.intarsia.chat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The tests that follow {@code is} and that filters select by, as Jinja2 has them. */
@SuppressWarnings("NullAway") // An undefined value is null there.
final class Tests {
    private static final Map<String, Predicate<@Nullable Object>> ALONE = Map.ofEntries(
            Map.entry("defined", value -> !Absent.undefined(value)),
            Map.entry("undefined", Absent::undefined),
            Map.entry("none", value -> value == Absent.NONE),
            Map.entry("true", value -> Boolean.TRUE.equals(value)),
            Map.entry("false", value -> Boolean.FALSE.equals(value)),
            Map.entry("boolean", value -> value instanceof Boolean),
            Map.entry("string", value -> value instanceof CharSequence),
            Map.entry("number", value -> value instanceof Number || value instanceof Boolean),
            Map.entry("integer", Python::isWhole),
            Map.entry("float", value -> value instanceof Number && !Python.isWhole(value)),
            Map.entry("mapping", value -> value instanceof Map),
            Map.entry("iterable", Tests::isIterable),
            Map.entry(
                    "sequence",
                    value -> isIterable(value) && !(value instanceof View view && view.kind() != View.Kind.RANGE)),
            Map.entry("callable", value -> value instanceof Callable),
            Map.entry("filter", value -> value instanceof CharSequence && Filters.isKnown(value.toString())),
            Map.entry("odd", value -> !Python.equal(Operators.remainder(value, 2L), 0L)),
            Map.entry("even", value -> Python.equal(Operators.remainder(value, 2L), 0L)),
            Map.entry(
                    "lower",
                    value -> Python.text(value).equals(Python.text(value).toLowerCase(Locale.ROOT))
                            && !Python.text(value).equals(Python.text(value).toUpperCase(Locale.ROOT))),
            Map.entry(
                    "upper",
                    value -> Python.text(value).equals(Python.text(value).toUpperCase(Locale.ROOT))
                            && !Python.text(value).equals(Python.text(value).toLowerCase(Locale.ROOT))));
    private static final List<String> WITH_ANOTHER = List.of(
            "equalto",
            "eq",
            "==",
            "ne",
            "!=",
            "in",
            "gt",
            "greaterthan",
            ">",
            "ge",
            ">=",
            "lt",
            "lessthan",
            "<",
            "le",
            "<=",
            "divisibleby",
            "sameas");

    private Tests() {}

    /** Refuses a test that is not known. */
    static void require(String name) {
        if (!isKnown(name)) {
            throw new TemplateProblem("it uses the test '" + name + "', which is not known here");
        }
    }

    static boolean isKnown(String name) {
        return ALONE.containsKey(name) || WITH_ANOTHER.contains(name);
    }

    private static boolean isIterable(@Nullable Object value) {
        return value == null
                || value == Absent.UNDEFINED
                || value instanceof List
                || value instanceof Map
                || value instanceof CharSequence;
    }

    private static boolean sameAs(@Nullable Object value, Object other) {
        if (value instanceof Boolean
                || value instanceof Absent
                || other instanceof Boolean
                || other instanceof Absent) {
            return value == other || value != null && value.equals(other);
        } else if (value instanceof CharSequence || value instanceof Number || other instanceof Tuple) {
            throw new TemplateProblem(
                    "it uses the test 'sameas' of a " + Python.kind(value) + ", which is not known here");
        }
        return value == other;
    }

    static boolean holds(String test, @Nullable Object value, List<?> given) {
        Predicate<@Nullable Object> alone = ALONE.get(test);
        if (alone != null && given.isEmpty()) {
            return alone.test(value);
        } else if (alone != null || !WITH_ANOTHER.contains(test) || given.size() != 1) {
            throw new TemplateProblem("it uses the test '" + test + "' in a way that is not known here");
        }
        Object other = given.get(0);
        return switch (test) {
            case "equalto", "eq", "==" -> Python.equal(value, other);
            case "ne", "!=" -> !Python.equal(value, other);
            case "sameas" -> sameAs(value, other);
            case "in" -> Python.contains(other, value);
            case "gt", "greaterthan", ">" -> Python.compare(value, other) > 0;
            case "ge", ">=" -> Python.compare(value, other) >= 0;
            case "lt", "lessthan", "<" -> Python.compare(value, other) < 0;
            case "le", "<=" -> Python.compare(value, other) <= 0;
            default -> Python.equal(Operators.remainder(value, other), 0L);
        };
    }
}
