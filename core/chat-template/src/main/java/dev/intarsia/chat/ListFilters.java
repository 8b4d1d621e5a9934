package dev.intarsia.chat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Filters of lists and maps that keep the order. */
final class ListFilters {
    private ListFilters() {}

    static void addTo(Map<String, Filters.Operation> known) {
        known.put("length", (value, with) -> length(value, with.only()));
        known.put("count", (value, with) -> length(value, with.only()));
        known.put("list", (value, with) -> Operators.list(Python.items(value)));
        known.put("first", (value, with) -> first(value, with.only()));
        known.put("last", (value, with) -> last(value, with.only()));
        known.put("reverse", (value, with) -> reverse(value, with.only()));
        known.put("items", (value, with) -> entries(value, with.only()));
        known.put("join", ListFilters::join);
        known.put("sum", ListFilters::sum);
        known.put("batch", ListFilters::batch);
    }

    private static Object length(Object value, Arguments with) {
        if (value instanceof View view && !view.hasLength()) {
            throw new TemplateProblem(
                    "it takes the length of what 'map', 'select' and their like give, which has none; "
                            + "'list' is missing before it");
        } else if (value instanceof List<?> list) {
            return (long) list.size();
        } else if (value instanceof CharSequence text) {
            Budget.spend(1 + text.length() / 64);
            return (long) text.toString().codePointCount(0, text.length());
        }
        return (long) Python.items(value).size();
    }

    private static Object first(Object value, Arguments with) {
        List<Object> items = value instanceof View view ? view.take(1) : Python.items(value);
        return items.isEmpty() ? Absent.UNDEFINED : items.get(0);
    }

    private static Object last(Object value, Arguments with) {
        if (value instanceof View view && !view.hasLength()) {
            throw new TemplateProblem("it takes the last of what 'map', 'select' and their like give, which cannot be "
                    + "turned; 'list' is missing before it");
        }
        List<Object> items = Python.items(value);
        return items.isEmpty() ? Absent.UNDEFINED : items.get(items.size() - 1);
    }

    private static Object reverse(Object value, Arguments with) {
        if (value instanceof CharSequence) {
            return Operators.slice(value, null, null, -1L);
        }
        List<Object> items = Python.items(value);
        Collections.reverse(items);
        return value instanceof View view && !view.hasLength()
                ? Operators.list(items)
                : new View(View.Kind.GENERATOR, items);
    }

    private static Object entries(Object value, Arguments with) {
        if (value instanceof Map<?, ?> map) {
            return new View(View.Kind.GENERATOR, Methods.pairs(map));
        } else if (Absent.undefined(value)) {
            return new View(View.Kind.GENERATOR, List.of());
        }
        throw new TemplateProblem("it takes the entries of a " + Python.kind(value));
    }

    private static Object join(Object value, Arguments with) {
        with.only("d", "attribute");
        Object attribute = with.at(1, "attribute");
        Object joined = value;
        if (attribute != null && attribute != Absent.NONE) {
            List<Object> parts = new ArrayList<>();
            Python.items(value).forEach(item -> parts.add(Filters.attribute(item, attribute, null)));
            joined = parts;
        }
        return join(with.at(0, "d") == null ? "" : Python.text(with.at(0, "d")), joined);
    }

    static String join(String between, Object value) {
        StringBuilder out = new StringBuilder();
        String separator = "";
        for (Object item : Python.items(value)) {
            Budget.text(out.append(separator)
                    .append(Python.text(Markup.refused(item)))
                    .substring(Math.max(0, out.length() - 64)));
            if (out.length() > Budget.LONGEST) {
                throw new TemplateProblem("it makes a text of more than " + Budget.LONGEST + " characters");
            }
            separator = between;
        }
        return out.toString();
    }

    private static Object sum(Object value, Arguments with) {
        with.only("attribute", "start");
        Object attribute = with.at(0, "attribute");
        Object sum = with.at(1, "start") == null ? (Object) 0L : with.at(1, "start");
        for (Object item : Python.items(value)) {
            sum = Operators.add(
                    sum,
                    attribute == null || attribute == Absent.NONE ? item : Filters.attribute(item, attribute, null));
        }
        return sum;
    }

    private static Object batch(Object value, Arguments with) {
        Object size = with.only("linecount", "fill_with").at(0, "linecount");
        if (!(size instanceof Number whole)
                || !Python.isWhole(size)
                || whole.longValue() < 1
                || whole.longValue() > 10_000) {
            throw new TemplateProblem("it takes batches of a size that is not known here");
        }
        int most = whole.intValue();
        Object fill = with.at(1, "fill_with");
        List<Object> items = Python.items(value);
        List<Object> batches = new ArrayList<>();
        for (int from = 0; from < items.size(); from += most) {
            List<Object> batch = new ArrayList<>(items.subList(from, Math.min(items.size(), from + most)));
            while (fill != null && fill != Absent.NONE && batch.size() < most) {
                Budget.spend(1);
                batch.add(fill);
            }
            batches.add(Operators.list(batch));
        }
        return new View(View.Kind.GENERATOR, batches);
    }
}
