package dev.intarsia.model.chat;

import com.hubspot.jinjava.interpret.InterpretException;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.filter.Filter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The filters of published templates, as Jinja2 and Transformers have them. */
@SuppressWarnings("NullAway") // An undefined value is null there.
final class Filters {
    private static final Map<String, Operation> KNOWN = known();

    private Filters() {}

    /** What a filter does. */
    interface Operation {
        @Nullable
        Object apply(@Nullable Object value, Arguments arguments);
    }

    /** One filter for jinjava. */
    record Named(String name, Operation operation) implements Filter {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public Object filter(Object value, JinjavaInterpreter interpreter, Object[] given, Map<String, Object> named) {
            Budget.spend(1);
            Object result = operation.apply(value, Arguments.of(given, named));
            return result instanceof String text ? Budget.text(text) : result;
        }

        @Override
        public Object filter(Object value, JinjavaInterpreter interpreter, String... given) {
            return filter(value, interpreter, (Object[]) given, Map.of());
        }
    }

    static List<Named> all() {
        return KNOWN.entrySet().stream()
                .map(entry -> new Named(entry.getKey(), entry.getValue()))
                .toList();
    }

    static boolean isKnown(String name) {
        return KNOWN.containsKey(name);
    }

    private static Map<String, Operation> known() {
        Map<String, Operation> known = new LinkedHashMap<>();
        known.put("trim", (value, with) -> TextMethods.call(text(value), "strip", with.only("chars")));
        for (String name : List.of("upper", "lower", "capitalize")) {
            known.put(name, (value, with) -> TextMethods.call(text(value), name, with));
        }
        known.put("title", (value, with) -> title(text(value), with.only()));
        known.put("replace", (value, with) -> TextMethods.call(text(value), "replace", with.only("old", "new")));
        known.put("length", Filters::length);
        known.put("count", Filters::length);
        known.put("default", Filters::otherwise);
        known.put("d", Filters::otherwise);
        known.put("string", (value, with) -> text(value));
        known.put("safe", (value, with) -> text(value));
        known.put("list", (value, with) -> Operators.list(Python.items(value)));
        known.put("first", (value, with) -> end(Python.items(value), true));
        known.put("last", (value, with) -> end(Python.items(value), false));
        known.put("reverse", (value, with) -> Operators.slice(value, null, null, -1L));
        known.put("items", (value, with) -> value instanceof Map<?, ?> map ? TextMethods.pairs(map) : noMap(value));
        known.put("dictsort", (value, with) -> sortedPairs(value, with.only()));
        known.put("join", (value, with) -> join(with.only("d").text(0, "d", ""), value));
        known.put("sort", Filters::sort);
        known.put("unique", (value, with) -> unique(value, with.only()));
        known.put("sum", (value, with) -> sum(value, with.only()));
        known.put("max", (value, with) -> end(sorted(value, false), false));
        known.put("min", (value, with) -> end(sorted(value, false), true));
        known.put("int", Filters::whole);
        known.put("float", Filters::fraction);
        known.put("indent", Filters::indent);
        known.put("tojson", (value, with) -> new Json(with).write(value));
        known.put("map", Filters::map);
        known.put("select", (value, with) -> select(value, with, false, true));
        known.put("reject", (value, with) -> select(value, with, false, false));
        known.put("selectattr", (value, with) -> select(value, with, true, true));
        known.put("rejectattr", (value, with) -> select(value, with, true, false));
        return known;
    }

    private static String text(@Nullable Object value) {
        return Python.text(value);
    }

    private static String title(String text, Arguments with) {
        StringBuilder out = new StringBuilder();
        boolean within = false;
        for (int c : text.codePoints().toArray()) {
            String one = Character.toString(c);
            out.append(within ? one.toLowerCase(Locale.ROOT) : one.toUpperCase(Locale.ROOT));
            within = "-({[<".indexOf(c) < 0 && !TextMethods.isSpace(c);
        }
        return out.toString();
    }

    private static Object length(@Nullable Object value, Arguments with) {
        if (value instanceof List<?> list) {
            return (long) list.size();
        } else if (value instanceof CharSequence text) {
            Budget.spend(1 + text.length() / 64);
            return (long) text.toString().codePointCount(0, text.length());
        }
        return (long) Python.items(value).size();
    }

    private static Object otherwise(@Nullable Object value, Arguments with) {
        with.only("default_value", "boolean");
        boolean missing = with.isSet(1, "boolean") ? !Python.truth(value) : Absent.undefined(value);
        Object other = with.at(0, "default_value");
        return !missing ? value : other == null ? "" : other;
    }

    private static @Nullable Object end(List<Object> items, boolean first) {
        return items.isEmpty() ? null : items.get(first ? 0 : items.size() - 1);
    }

    private static Object noMap(@Nullable Object value) {
        if (Absent.undefined(value)) {
            return List.of();
        }
        throw new InterpretException("it takes the entries of a " + Python.kind(value));
    }

    private static Object sortedPairs(@Nullable Object value, Arguments with) {
        if (!(value instanceof Map<?, ?> map)) {
            return noMap(value);
        }
        List<Object> pairs = new ArrayList<>(TextMethods.pairs(map));
        pairs.sort(Comparator.comparing(pair -> text(((List<?>) pair).get(0)).toLowerCase(Locale.ROOT)));
        return Operators.list(pairs);
    }

    static String join(String between, @Nullable Object value) {
        StringBuilder out = new StringBuilder();
        String separator = "";
        for (Object item : Python.items(value)) {
            Budget.text(out.append(separator).append(text(item)).substring(Math.max(0, out.length() - 64)));
            if (out.length() > Budget.LONGEST) {
                throw new InterpretException("it makes a text of more than " + Budget.LONGEST + " characters");
            }
            separator = between;
        }
        return out.toString();
    }

    private static Object sort(@Nullable Object value, Arguments with) {
        with.only("reverse");
        return Operators.list(sorted(value, with.isSet(0, "reverse")));
    }

    private static List<Object> sorted(@Nullable Object value, boolean reverse) {
        List<Object> items = Python.items(value);
        Comparator<Object> order = (a, b) -> Python.compare(folded(a), folded(b));
        items.sort(reverse ? order.reversed() : order);
        return items;
    }

    private static Object folded(Object value) {
        return value instanceof CharSequence ? value.toString().toLowerCase(Locale.ROOT) : value;
    }

    private static Object unique(@Nullable Object value, Arguments with) {
        List<Object> kept = new ArrayList<>();
        for (Object item : Python.items(value)) {
            if (kept.stream().noneMatch(one -> Python.equal(folded(one), folded(item)))) {
                kept.add(item);
            }
        }
        return new View(kept);
    }

    private static Object sum(@Nullable Object value, Arguments with) {
        Object sum = 0L;
        for (Object item : Python.items(value)) {
            sum = Operators.add(sum, item);
        }
        return sum;
    }

    private static Object whole(@Nullable Object value, Arguments with) {
        with.only();
        if (value instanceof Number number) {
            return (long) number.doubleValue();
        } else if (value instanceof CharSequence text && text.toString().matches("-?[0-9]{1,18}")) {
            return Long.parseLong(text.toString());
        }
        throw new InterpretException("it takes a " + Python.kind(value) + " for a whole number");
    }

    private static Object fraction(@Nullable Object value, Arguments with) {
        with.only();
        if (value instanceof Number number) {
            return number.doubleValue();
        } else if (value instanceof CharSequence text && text.toString().matches("-?[0-9]{1,18}(\\.[0-9]{1,18})?")) {
            return Double.parseDouble(text.toString());
        }
        throw new InterpretException("it takes a " + Python.kind(value) + " for a number");
    }

    private static Object indent(@Nullable Object value, Arguments with) {
        with.only("width", "first");
        Object width = with.at(0, "width");
        String space = width instanceof CharSequence
                ? width.toString()
                : (String) Operators.multiply(" ", width == null ? 4L : width);
        StringBuilder out = new StringBuilder();
        String[] lines = text(value).split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            boolean indented = i == 0 ? with.isSet(1, "first") : !lines[i].isEmpty();
            out.append(i == 0 ? "" : "\n").append(indented ? space : "").append(lines[i]);
            Budget.spend(1 + space.length() / 64);
            if (out.length() > Budget.LONGEST) {
                throw new InterpretException("it makes a text of more than " + Budget.LONGEST + " characters");
            }
        }
        return out.toString();
    }

    private static Object map(@Nullable Object value, Arguments with) {
        List<Object> made = new ArrayList<>();
        for (Object item : Python.items(value)) {
            if (with.given().isEmpty()) {
                String name = with.only("attribute").text(9, "attribute", null);
                made.add(attribute(item, name));
            } else {
                String name = with.text(0, "", null);
                Operation filter = KNOWN.get(name);
                if (filter == null || filter == KNOWN.get("map")) {
                    throw new InterpretException("it maps by '" + name + "', which is not known here");
                }
                List<Object> rest = with.given().subList(1, with.given().size());
                made.add(filter.apply(item, new Arguments(rest, with.named())));
            }
        }
        return new View(made);
    }

    private static @Nullable Object attribute(@Nullable Object item, String name) {
        if (name.contains(".") || !(item instanceof Map<?, ?> map)) {
            throw new InterpretException("it takes '" + name + "' of a " + Python.kind(item));
        }
        return map.get(name);
    }

    private static Object select(@Nullable Object value, Arguments with, boolean byAttribute, boolean wanted) {
        List<Object> kept = new ArrayList<>();
        int at = byAttribute ? 1 : 0;
        for (Object item : Python.items(value)) {
            Object tested = byAttribute ? attribute(item, with.text(0, "", null)) : item;
            boolean holds = with.given().size() <= at
                    ? Python.truth(tested)
                    : Tests.holds(
                            with.text(at, "", null),
                            tested,
                            with.given().subList(at + 1, with.given().size()));
            if (holds == wanted) {
                kept.add(item);
            }
        }
        return new View(kept);
    }
}
