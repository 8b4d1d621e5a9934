package dev.intarsia.chat.filter;

import dev.intarsia.chat.value.Absent;
import dev.intarsia.chat.value.Callable;
import dev.intarsia.chat.value.Operators;
import dev.intarsia.chat.value.Repr;
import dev.intarsia.chat.value.TemplateProblem;
import dev.intarsia.chat.value.TextMethods;
import dev.intarsia.chat.value.Tuple;
import dev.intarsia.chat.value.ValueComparison;
import dev.intarsia.chat.value.Values;
import dev.intarsia.chat.value.View;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The tests that follow {@code is} and that filters select by, as Jinja2 has them. */
@SuppressWarnings("NullAway") // An undefined value is null there.
public final class Tests {
    private static final Map<String, Predicate<@Nullable Object>> ALONE = Map.ofEntries(
            Map.entry("defined", value -> !Absent.undefined(value)),
            Map.entry("undefined", Absent::undefined),
            Map.entry("none", value -> value == Absent.NONE),
            Map.entry("true", value -> Boolean.TRUE.equals(value)),
            Map.entry("false", value -> Boolean.FALSE.equals(value)),
            Map.entry("boolean", value -> value instanceof Boolean),
            Map.entry("string", value -> value instanceof CharSequence),
            Map.entry("number", value -> value instanceof Number || value instanceof Boolean),
            Map.entry("integer", Values::isWhole),
            Map.entry("float", value -> value instanceof Number && !Values.isWhole(value)),
            Map.entry("mapping", value -> value instanceof Map),
            Map.entry("iterable", Tests::isIterable),
            Map.entry(
                    "sequence",
                    value -> isIterable(value) && !(value instanceof View view && view.kind() != View.Kind.RANGE)),
            Map.entry("callable", value -> value instanceof Callable),
            Map.entry("filter", value -> value instanceof CharSequence && Filters.isKnown(value.toString())),
            Map.entry("odd", value -> !ValueComparison.equal(Operators.remainder(value, 2L), 0L)),
            Map.entry("even", value -> ValueComparison.equal(Operators.remainder(value, 2L), 0L)),
            Map.entry("lower", value -> TextMethods.isLower(Repr.text(value))),
            Map.entry("upper", value -> TextMethods.isUpper(Repr.text(value))));
    private static final Map<String, BiPredicate<@Nullable Object, Object>> WITH_ANOTHER = withAnother();

    private static Map<String, BiPredicate<@Nullable Object, Object>> withAnother() {
        Map<String, BiPredicate<@Nullable Object, Object>> known = new HashMap<>();
        add(known, ValueComparison::equal, "equalto", "eq", "==");
        add(known, (value, other) -> !ValueComparison.equal(value, other), "ne", "!=");
        add(known, (value, other) -> ValueComparison.compare(value, other) > 0, "gt", "greaterthan", ">");
        add(known, (value, other) -> ValueComparison.compare(value, other) >= 0, "ge", ">=");
        add(known, (value, other) -> ValueComparison.compare(value, other) < 0, "lt", "lessthan", "<");
        add(known, (value, other) -> ValueComparison.compare(value, other) <= 0, "le", "<=");
        add(known, (value, other) -> ValueComparison.contains(other, value), "in");
        add(known, (value, other) -> ValueComparison.equal(Operators.remainder(value, other), 0L), "divisibleby");
        add(known, Tests::sameAs, "sameas");
        return known;
    }

    private static void add(
            Map<String, BiPredicate<@Nullable Object, Object>> known,
            BiPredicate<@Nullable Object, Object> test,
            String... names) {
        for (String name : names) {
            known.put(name, test);
        }
    }

    private Tests() {}

    /** Refuses a test that is not known. */
    public static void require(String name) {
        if (!ALONE.containsKey(name) && !WITH_ANOTHER.containsKey(name)) {
            throw new TemplateProblem("it uses the test '" + name + "', which is not known here");
        }
    }

    private static boolean isIterable(@Nullable Object value) {
        return Absent.undefined(value)
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
                    "it uses the test 'sameas' of a " + Values.kind(value) + ", which is not known here");
        }
        return value == other;
    }

    public static boolean holds(String test, @Nullable Object value, List<?> given) {
        if (ALONE.containsKey(test) && given.isEmpty()) {
            return ALONE.get(test).test(value);
        } else if (WITH_ANOTHER.containsKey(test) && given.size() == 1) {
            return WITH_ANOTHER.get(test).test(value, given.get(0));
        }
        throw new TemplateProblem("it uses the test '" + test + "' in a way that is not known here");
    }
}
