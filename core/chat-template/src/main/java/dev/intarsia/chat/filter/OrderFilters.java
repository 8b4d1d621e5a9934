package dev.intarsia.chat.filter;

import dev.intarsia.chat.value.Absent;
import dev.intarsia.chat.value.Arguments;
import dev.intarsia.chat.value.CollectionMethods;
import dev.intarsia.chat.value.TemplateProblem;
import dev.intarsia.chat.value.Tuple;
import dev.intarsia.chat.value.ValueComparison;
import dev.intarsia.chat.value.Values;
import dev.intarsia.chat.value.View;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Filters that order or compare what is in a list or map. */
final class OrderFilters {
    private OrderFilters() {}

    static void addTo(Map<String, Filters.Operation> known) {
        known.put("sort", OrderFilters::sort);
        known.put("dictsort", OrderFilters::dictsort);
        known.put("unique", OrderFilters::unique);
        known.put("groupby", OrderFilters::groups);
        known.put("min", (value, with) -> least(value, with, 1));
        known.put("max", (value, with) -> least(value, with, -1));
    }

    /** What an item is compared by. */
    private interface Key {
        Object of(Object item);
    }

    private static Key key(Arguments with, int attributeAt, int caseAt) {
        Object attribute = with.optional(attributeAt, "attribute");
        boolean exact = with.isSet(caseAt, "case_sensitive");
        if (attribute instanceof CharSequence name && name.toString().contains(",")) {
            throw new TemplateProblem("it orders by '" + name + "', which is not known here");
        }
        return item -> {
            Object part = attribute == null ? item : Filters.attribute(item, attribute, null);
            return exact ? part : folded(part);
        };
    }

    private static Object folded(Object value) {
        return value instanceof CharSequence ? value.toString().toLowerCase(Locale.ROOT) : value;
    }

    private static Comparator<Object> by(Key key) {
        return (a, b) -> ValueComparison.compare(key.of(a), key.of(b));
    }

    private static Object sort(Object value, Arguments with) {
        with.only("reverse", "case_sensitive", "attribute");
        List<Object> items = Values.items(value);
        Comparator<Object> order = by(key(with, 2, 1));
        items.sort(with.isSet(0, "reverse") ? order.reversed() : order);
        return Values.list(items);
    }

    private static Object dictsort(Object value, Arguments with) {
        with.only("case_sensitive", "by", "reverse");
        String by = with.text(1, "by", "key");
        if (!(value instanceof Map<?, ?> map) || !by.equals("key") && !by.equals("value")) {
            throw new TemplateProblem("it sorts the entries of a " + Values.kind(value) + " by " + by);
        }
        boolean exact = with.isSet(0, "case_sensitive");
        int at = by.equals("key") ? 0 : 1;
        List<Object> pairs = CollectionMethods.pairs(map);
        Comparator<Object> order = by(pair -> {
            Object part = ((List<?>) pair).get(at);
            return exact ? part : folded(part);
        });
        pairs.sort(with.isSet(2, "reverse") ? order.reversed() : order);
        return Values.list(pairs);
    }

    private static Object unique(Object value, Arguments with) {
        with.only("case_sensitive", "attribute");
        Key key = key(with, 1, 0);
        List<Object> kept = new ArrayList<>();
        List<Object> keys = new ArrayList<>();
        for (Object item : Values.items(value)) {
            Object one = key.of(item);
            if (one instanceof List && !(one instanceof Tuple) || one instanceof Map) {
                throw new TemplateProblem("it takes a " + Values.kind(one) + " for a key");
            }
            if (keys.stream().noneMatch(known -> ValueComparison.equal(known, one))) {
                kept.add(item);
                keys.add(one);
            }
        }
        return new View(View.Kind.GENERATOR, kept);
    }

    private static Object groups(Object value, Arguments with) {
        with.only("attribute", "default", "case_sensitive");
        Object attribute = with.at(0, "attribute");
        Object otherwise = with.optional(1, "default");
        Key plain = item -> Filters.attribute(item, attribute, otherwise);
        Key key = with.isSet(2, "case_sensitive") ? plain : item -> folded(plain.of(item));
        List<Object> items = Values.items(value);
        items.sort(by(key));
        List<Object> groups = new ArrayList<>();
        List<Object> group = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            group.add(items.get(i));
            boolean ends =
                    i == items.size() - 1 || !ValueComparison.equal(key.of(items.get(i)), key.of(items.get(i + 1)));
            if (ends) {
                groups.add(new Tuple(List.of(plain.of(group.get(0)), Values.list(group)), List.of("grouper", "list")));
                group = new ArrayList<>();
            }
        }
        return Values.list(groups);
    }

    private static Object least(Object value, Arguments with, int sign) {
        with.only("case_sensitive", "attribute");
        Comparator<Object> order = by(key(with, 1, 0));
        Object least = Absent.UNDEFINED;
        for (Object item : Values.items(value)) {
            if (Absent.undefined(least) || sign * order.compare(item, least) < 0) {
                least = item;
            }
        }
        return least;
    }
}
