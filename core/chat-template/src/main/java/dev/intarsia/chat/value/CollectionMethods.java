package dev.intarsia.chat.value;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The methods of Python's maps and lists that change nothing; those that change are refused, as by Jinja2's sandbox. */
public final class CollectionMethods {
    private CollectionMethods() {}

    public static Object call(Map<?, ?> map, String method, Arguments with) {
        Budget.spend(1);
        switch (method) {
            case "get":
                Object value = map.get(Values.lookup(with.only("key", "default").at(0, "key")));
                Object otherwise = with.at(1, "default");
                return value != null ? value : otherwise == null ? Absent.NONE : otherwise;
            case "items":
                with.only();
                return new View(View.Kind.ENTRIES, "dict_items", pairs(map));
            case "keys":
                with.only();
                return new View(View.Kind.ENTRIES, "dict_keys", new ArrayList<>(map.keySet()));
            case "values":
                with.only();
                return new View(View.Kind.ENTRIES, "dict_values", new ArrayList<>(map.values()));
            case "copy":
                with.only();
                Budget.spend(map.size());
                return new LinkedHashMap<>(map);
            default:
                throw changing(method, "map");
        }
    }

    public static List<Object> pairs(Map<?, ?> map) {
        List<Object> pairs = new ArrayList<>();
        map.forEach((key, value) -> pairs.add(new Tuple(Arrays.asList(key, value))));
        Budget.spend(pairs.size());
        return pairs;
    }

    public static Object call(List<?> list, String method, Arguments with) {
        if (!(list instanceof View)) {
            switch (method) {
                case "index":
                    return index(list, with.only("value").required(0, "value"));
                case "count":
                    Object counted = with.only("value").at(0, "value");
                    return list.stream()
                            .filter(item -> ValueComparison.equal(item, counted))
                            .count();
                case "copy":
                    with.only();
                    return Values.list(Values.items(list));
                default:
                    break;
            }
        }
        throw changing(method, "list");
    }

    private static Object index(List<?> list, Object value) {
        for (int i = 0; i < list.size(); i++) {
            if (ValueComparison.equal(list.get(i), value)) {
                return (long) i;
            }
        }
        throw new TemplateProblem("it asks where in a list something is that is not in it");
    }

    private static TemplateProblem changing(String method, String kind) {
        return new TemplateProblem(
                "it calls '" + method + "' of a " + kind + ", which is not known here, as values may not be changed");
    }
}
