package dev.intarsia.chat.filter;

import dev.intarsia.chat.value.Absent;
import dev.intarsia.chat.value.Arguments;
import dev.intarsia.chat.value.Markup;
import dev.intarsia.chat.value.Reach;
import dev.intarsia.chat.value.TemplateProblem;
import dev.intarsia.chat.value.Values;
import dev.intarsia.chat.value.View;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The filters of published templates, as Jinja2 and Transformers have them. */
public final class Filters {
    private static final Map<String, Operation> KNOWN = known();

    private Filters() {}

    /** What a filter does. */
    public interface Operation {
        Object apply(Object value, Arguments arguments);
    }

    /** The filter of that name; one that is not known fails when it is applied, as Jinja2's do. */
    public static Operation named(String name) {
        Operation known = KNOWN.get(name);
        if (known == null) {
            return (value, with) -> {
                throw new TemplateProblem("it uses the filter '" + name + "', which is not known here");
            };
        }
        boolean keeps = name.equals("safe") || name.equals("string") || name.equals("default") || name.equals("d");
        return keeps ? known : (value, with) -> known.apply(Markup.refused(value), with);
    }

    public static boolean isKnown(String name) {
        return KNOWN.containsKey(name);
    }

    private static Map<String, Operation> known() {
        Map<String, Operation> known = new LinkedHashMap<>();
        TextFilters.addTo(known);
        NumberFilters.addTo(known);
        ListFilters.addTo(known);
        OrderFilters.addTo(known);
        known.put("default", Filters::otherwise);
        known.put("d", Filters::otherwise);
        known.put("tojson", (value, with) -> new Json(with).write(value));
        known.put("map", Filters::map);
        known.put("select", (value, with) -> select(value, with, false, true));
        known.put("reject", (value, with) -> select(value, with, false, false));
        known.put("selectattr", (value, with) -> select(value, with, true, true));
        known.put("rejectattr", (value, with) -> select(value, with, true, false));
        return known;
    }

    private static Object otherwise(Object value, Arguments with) {
        with.only("default_value", "boolean");
        boolean missing = with.isSet(1, "boolean") ? !Values.truth(value) : Absent.undefined(value);
        Object other = with.at(0, "default_value");
        return !missing ? value : other == null ? "" : other;
    }

    private static Object map(Object value, Arguments with) {
        List<Object> made = new ArrayList<>();
        if (with.given().isEmpty()) {
            with.only("attribute", "default");
            for (Object item : Values.items(value)) {
                made.add(attribute(
                        item, with.named().get("attribute"), with.named().get("default")));
            }
            return new View(View.Kind.GENERATOR, made);
        }
        Operation filter = named(with.text(0, "", null));
        Arguments rest = new Arguments(with.given().subList(1, with.given().size()), with.named());
        for (Object item : Values.items(value)) {
            made.add(filter.apply(item, rest));
        }
        return new View(View.Kind.GENERATOR, made);
    }

    /**
     * A part of a value by a path with dots.
     *
     * @param otherwise what stands for a part that is missing; null for the undefined
     */
    public static Object attribute(Object item, @Nullable Object path, @Nullable Object otherwise) {
        if (path instanceof Number whole && Values.isWhole(path)) {
            return Reach.item(item, whole);
        } else if (!(path instanceof CharSequence)) {
            throw new TemplateProblem("it takes a part by a " + Values.kind(path) + ", which is not known here");
        }
        Object part = item;
        for (String name : path.toString().split("\\.", -1)) {
            part = Reach.item(part, name.matches("[0-9]{1,9}") ? (Object) Long.parseLong(name) : name);
            if (otherwise != null && Absent.undefined(part)) {
                part = otherwise;
            }
        }
        return part;
    }

    private static Object select(Object value, Arguments with, boolean byAttribute, boolean wanted) {
        int at = byAttribute ? 1 : 0;
        if (!with.named().isEmpty() || with.given().size() < at) {
            throw new TemplateProblem("it selects in a way that is not known here");
        }
        String test = with.given().size() > at ? with.text(at, "", null) : null;
        List<Object> further = test == null
                ? List.of()
                : with.given().subList(at + 1, with.given().size());
        if (test != null) {
            Tests.require(test);
        }
        List<Object> kept = new ArrayList<>();
        for (Object item : Values.items(value)) {
            Object tested = byAttribute ? attribute(item, with.given().get(0), null) : item;
            boolean holds = test == null ? Values.truth(tested) : Tests.holds(test, tested, further);
            if (holds == wanted) {
                kept.add(item);
            }
        }
        return new View(View.Kind.GENERATOR, kept);
    }
}
