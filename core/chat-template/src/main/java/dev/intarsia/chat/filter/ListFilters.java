package dev.intarsia.chat.filter;

import dev.intarsia.chat.value.Absent;
import dev.intarsia.chat.value.Arguments;
import dev.intarsia.chat.value.Budget;
import dev.intarsia.chat.value.CollectionMethods;
import dev.intarsia.chat.value.Operators;
import dev.intarsia.chat.value.RenderedText;
import dev.intarsia.chat.value.Repr;
import dev.intarsia.chat.value.Slice;
import dev.intarsia.chat.value.TemplateProblem;
import dev.intarsia.chat.value.Values;
import dev.intarsia.chat.value.View;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Filters of lists and maps that keep the order. */
final class ListFilters {
    private ListFilters() {}

    static void addTo(Map<String, Filters.Operation> known) {
        known.put("length", alone(ListFilters::length));
        known.put("count", alone(ListFilters::length));
        known.put("list", (value, with) -> Values.list(Values.items(value)));
        known.put("first", alone(ListFilters::first));
        known.put("last", alone(ListFilters::last));
        known.put("reverse", alone(ListFilters::reverse));
        known.put("items", alone(ListFilters::entries));
        known.put("join", ListFilters::join);
        known.put("sum", ListFilters::sum);
        known.put("batch", ListFilters::batch);
    }

    /** A filter that takes no arguments. */
    private static Filters.Operation alone(UnaryOperator<Object> filter) {
        return (value, with) -> {
            with.only();
            return filter.apply(value);
        };
    }

    private static Object length(Object value) {
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
        return (long) Values.items(value).size();
    }

    private static Object first(Object value) {
        List<Object> items = value instanceof View view ? view.take(1) : Values.items(value);
        return items.isEmpty() ? Absent.UNDEFINED : items.get(0);
    }

    private static Object last(Object value) {
        if (value instanceof View view && !view.hasLength()) {
            throw new TemplateProblem("it takes the last of what 'map', 'select' and their like give, which cannot be "
                    + "reversed; 'list' is missing before it");
        }
        List<Object> items = Values.items(value);
        return items.isEmpty() ? Absent.UNDEFINED : items.get(items.size() - 1);
    }

    private static Object reverse(Object value) {
        if (value instanceof CharSequence) {
            return Slice.of(value, null, null, -1L);
        }
        List<Object> items = Values.items(value);
        Collections.reverse(items);
        return value instanceof View view && !view.hasLength()
                ? Values.list(items)
                : new View(View.Kind.GENERATOR, items);
    }

    private static Object entries(Object value) {
        if (value instanceof Map<?, ?> map) {
            return new View(View.Kind.GENERATOR, CollectionMethods.pairs(map));
        } else if (Absent.undefined(value)) {
            return new View(View.Kind.GENERATOR, List.of());
        }
        throw new TemplateProblem("it takes the entries of a " + Values.kind(value));
    }

    private static Object join(Object value, Arguments with) {
        with.only("d", "attribute");
        Object attribute = with.optional(1, "attribute");
        Object joined = value;
        if (attribute != null) {
            joined = Values.items(value).stream()
                    .map(item -> Filters.attribute(item, attribute, null))
                    .toList();
        }
        return RenderedText.joined(with.at(0, "d") == null ? "" : Repr.text(with.at(0, "d")), joined);
    }

    private static Object sum(Object value, Arguments with) {
        with.only("attribute", "start");
        Object attribute = with.optional(0, "attribute");
        Object sum = with.at(1, "start") == null ? (Object) 0L : with.at(1, "start");
        for (Object item : Values.items(value)) {
            sum = Operators.add(sum, attribute == null ? item : Filters.attribute(item, attribute, null));
        }
        return sum;
    }

    private static Object batch(Object value, Arguments with) {
        Object size = with.only("linecount", "fill_with").at(0, "linecount");
        if (!(size instanceof Number whole)
                || !Values.isWhole(size)
                || whole.longValue() < 1
                || whole.longValue() > 10_000) {
            throw new TemplateProblem("it takes batches of a size that is not known here");
        }
        int most = whole.intValue();
        Object fill = with.optional(1, "fill_with");
        List<Object> items = Values.items(value);
        List<Object> batches = new ArrayList<>();
        for (int from = 0; from < items.size(); from += most) {
            List<Object> batch = new ArrayList<>(items.subList(from, Math.min(items.size(), from + most)));
            while (fill != null && batch.size() < most) {
                Budget.spend(1);
                batch.add(fill);
            }
            batches.add(Values.list(batch));
        }
        return new View(View.Kind.GENERATOR, batches);
    }
}
