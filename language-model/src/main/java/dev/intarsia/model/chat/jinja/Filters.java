package dev.intarsia.model.chat.jinja;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** What stands behind {@code |}. */
final class Filters {
    private Filters() {}

    static Object apply(String name, Object value, Arguments given, Work work) {
        return switch (name) {
            case "default", "d" -> {
                boolean falsy =
                        Values.truth(given.atMost(2, "default_value", "boolean").get(1, "boolean", false));
                boolean gone = value instanceof Undefined || falsy && !Values.truth(value);
                yield gone ? given.get(0, "default_value", "") : value;
            }
            case "tojson" -> Json.of(value, given, work);
            case "length", "count" -> length(value, work);
            case "list" -> new ArrayList<>(elements(value, work));
            case "join" -> joined(value, given.atMost(2, "d", "attribute"), work);
            case "first", "last" -> {
                List<?> all = elements(value, work);
                yield all.isEmpty()
                        ? new Undefined("the " + name + " of nothing")
                        : all.get(name.equals("first") ? 0 : all.size() - 1);
            }
            case "reverse" -> reversed(value, work);
            case "sort" -> sorted(value, given.atMost(3, "reverse", "case_sensitive", "attribute"), work);
            case "unique" -> unique(elements(value, work), work);
            case "sum" -> sum(value, work);
            case "min", "max" -> {
                List<Object> all = new ArrayList<>(elements(value, work));
                all.sort((a, b) -> Operators.order(a, b, work));
                yield all.isEmpty()
                        ? new Undefined("the " + name + " of nothing")
                        : all.get(name.equals("min") ? 0 : all.size() - 1);
            }
            case "map" -> mapped(value, given, work);
            case "select", "reject" -> chosen(value, each -> tested(each, given, work) == name.equals("select"), work);
            case "selectattr", "rejectattr" ->
                chosen(
                        value,
                        each -> tested(path(each, given.text(0, "attribute"), work), given.rest(), work)
                                == name.equals("selectattr"),
                        work);
            case "items" ->
                value instanceof Undefined
                        ? List.of()
                        : value instanceof Map<?, ?>
                                ? call(Members.attribute(value, "items", work))
                                : refuse("'items' needs a mapping");
            case "dictsort" -> {
                List<Object> all = new ArrayList<>(elements(call(Members.attribute(value, "items", work)), work));
                given.atMost(0);
                all.sort(Comparator.comparing(entry -> key(((List<?>) entry).get(0))));
                yield all;
            }
            case "abs" ->
                value instanceof Long number ? (Object) Math.abs(number) : Math.abs(Values.number(numeric(value)));
            case "int" -> whole(value, given.atMost(1, "default").get(0, "default", 0L));
            case "float" -> decimal(value, given.atMost(1, "default").get(0, "default", 0.0));
            default -> text(name, value, given, work);
        };
    }

    /** Filters of texts; other values are printed first. */
    private static Object text(String name, Object value, Arguments given, Work work) {
        String text = Values.text(value, work);
        work.text(text.length());
        return switch (name) {
            case "string", "safe" -> text;
            case "trim" ->
                given.atMost(1, "chars").has(0, "chars")
                        ? Texts.strip(text, given.text(0, "chars"), true, true)
                        : Texts.strip(text, "", true, true);
            case "upper" -> text.toUpperCase(Locale.ROOT);
            case "lower" -> text.toLowerCase(Locale.ROOT);
            case "capitalize" -> Texts.capitalized(text);
            case "title" -> Texts.titled(text);
            case "replace" -> replace(text, given.atMost(3, "old", "new", "count"), work);
            case "indent" -> indented(text, given.atMost(3, "width", "first", "blank"), work);
            case "escape", "e" ->
                text.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("'", "&#39;")
                        .replace("\"", "&#34;");
            default -> throw new JinjaException("it uses the filter '" + name + "', which is not known here");
        };
    }

    private static Object refuse(String problem) {
        throw new JinjaException(problem);
    }

    private static Object call(Object method) {
        return ((Callable) method).call(Arguments.NONE);
    }

    /** What a loop goes through. */
    static List<?> elements(Object value, Work work) {
        List<?> all;
        if (value instanceof List<?> list) {
            all = list;
        } else if (value instanceof Map<?, ?> map) {
            all = new ArrayList<>(map.keySet());
        } else if (value instanceof String text) {
            work.text(text.length());
            all = Texts.characters(text);
        } else if (value instanceof Undefined) {
            all = List.of();
        } else {
            throw new JinjaException(Values.kind(value) + " has no elements");
        }
        work.elements(all.size());
        return all;
    }

    private static Object length(Object value, Work work) {
        if (value instanceof String text) {
            return (long) text.codePointCount(0, text.length());
        }
        return (long) elements(value, work).size();
    }

    private static Object joined(Object value, Arguments given, Work work) {
        Object all = given.has(1, "attribute")
                ? elements(value, work).stream()
                        .map(each -> path(each, given.text(1, "attribute"), work))
                        .toList()
                : value;
        return join(all, Values.text(given.get(0, "d", ""), work), work);
    }

    static String join(Object value, String separator, Work work) {
        List<?> all = elements(value, work);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < all.size(); i++) {
            String part = Values.text(all.get(i), work);
            work.text((long) text.length() / 64 + part.length() + separator.length());
            text.append(i > 0 ? separator : "").append(part);
            if (text.length() > 1 << 22) {
                work.text(text.length());
            }
        }
        return text.toString();
    }

    private static Object reversed(Object value, Work work) {
        if (value instanceof String text) {
            work.text(text.length());
            return new StringBuilder(text).reverse().toString();
        }
        List<Object> all = new ArrayList<>(elements(value, work));
        Collections.reverse(all);
        return all;
    }

    /** Texts without regard to case, unless told otherwise. */
    private static Object sorted(Object value, Arguments given, Work work) {
        boolean exact = Values.truth(given.get(1, "case_sensitive", false));
        List<Object> all = new ArrayList<>(elements(value, work));
        Comparator<Object> order = (a, b) -> {
            Object x = given.has(2, "attribute") ? path(a, given.text(2, "attribute"), work) : a;
            Object y = given.has(2, "attribute") ? path(b, given.text(2, "attribute"), work) : b;
            return Operators.order(exact ? x : key(x), exact ? y : key(y), work);
        };
        all.sort(Values.truth(given.get(0, "reverse", false)) ? order.reversed() : order);
        return all;
    }

    private static Comparable<Object> unordered() {
        throw new JinjaException("values of this kind have no order");
    }

    @SuppressWarnings("unchecked") // Texts and numbers are comparable with their like; others are refused.
    private static Comparable<Object> key(Object value) {
        Object key = value instanceof String text ? text.toLowerCase(Locale.ROOT) : value;
        return key instanceof Comparable ? (Comparable<Object>) key : unordered();
    }

    private static Object unique(List<?> all, Work work) {
        List<Object> different = new ArrayList<>();
        for (Object each : all) {
            work.elements(different.size());
            Object key = each instanceof String text ? text.toLowerCase(Locale.ROOT) : each;
            if (different.stream()
                    .noneMatch(other -> Values.same(
                            other instanceof String text ? text.toLowerCase(Locale.ROOT) : other, key, work))) {
                different.add(each);
            }
        }
        return different;
    }

    private static Object sum(Object value, Work work) {
        Object sum = 0L;
        for (Object each : elements(value, work)) {
            sum = Operators.apply("+", sum, each, work);
        }
        return sum;
    }

    private static Object mapped(Object value, Arguments given, Work work) {
        List<Object> all = new ArrayList<>();
        for (Object each : elements(value, work)) {
            if (given.named().containsKey("attribute")) {
                Object found = path(each, given.text(0, "attribute"), work);
                all.add(found instanceof Undefined ? given.get(1, "default", found) : found);
            } else {
                all.add(apply(given.text(0, "filter"), each, given.rest(), work));
            }
        }
        return all;
    }

    private static Object chosen(Object value, Predicate<Object> chosen, Work work) {
        List<Object> some = new ArrayList<>();
        elements(value, work).stream().filter(chosen).forEach(some::add);
        return some;
    }

    private static boolean tested(Object value, Arguments given, Work work) {
        return given.ordered().isEmpty()
                ? Values.truth(value)
                : Tests.holds(given.text(0, "test"), value, given.rest(), work);
    }

    /** An attribute, or one of an attribute: {@code function.name}. */
    private static Object path(Object value, String path, Work work) {
        Object found = value;
        for (String name : path.split("\\.", -1)) {
            work.charge(1);
            found = Members.item(found, name.matches("[0-9]{1,9}") ? (Object) Long.valueOf(name) : name, work);
        }
        return found;
    }

    static String replace(String text, Arguments given, Work work) {
        String old = given.text(0, "old");
        String with = given.text(1, "new");
        int most = given.get(2, "count", None.NONE) == None.NONE ? -1 : given.whole(2, "count", -1);
        List<Object> parts = old.isEmpty() ? List.of() : Texts.split(text, old, most, work);
        if (old.isEmpty()) {
            throw new JinjaException("'replace' needs a text to replace");
        }
        work.elements(parts.size());
        work.text(text.length() + (long) (parts.size() - 1) * (with.length() - old.length()));
        return join(parts, with, work);
    }

    private static String indented(String text, Arguments given, Work work) {
        Object width = given.get(0, "width", 4L);
        String space = width instanceof String spaces ? spaces : " ".repeat(Math.min(256, given.whole(0, "width", 4)));
        boolean blank = Values.truth(given.get(2, "blank", false));
        List<Object> lines = Texts.split(text, "\n", -1, work);
        work.text(text.length() + (long) lines.size() * space.length());
        for (int i = Values.truth(given.get(1, "first", false)) ? 0 : 1; i < lines.size(); i++) {
            String line = Values.text(lines.get(i), work);
            lines.set(i, line.isEmpty() && !blank ? line : space + line);
        }
        return join(lines, "\n", work);
    }

    private static Object numeric(Object value) {
        return Values.isNumber(value) ? value : refuse("a number is needed, not " + Values.kind(value));
    }

    private static Object whole(Object value, Object otherwise) {
        Object number = decimal(value, otherwise);
        boolean text = value instanceof String;
        return value instanceof Long || number == otherwise
                ? number == otherwise ? otherwise : value
                : text && ((String) value).strip().matches("[+-]?[0-9]{1,18}")
                        ? (Object) Long.valueOf(((String) value).strip())
                        : (long) Values.number(number);
    }

    private static Object decimal(Object value, Object otherwise) {
        if (Values.isNumber(value)) {
            return Values.number(value);
        }
        String text = value instanceof String given ? given.strip() : "";
        return text.matches("[+-]?([0-9]{1,300}(\\.[0-9]{0,300})?|\\.[0-9]{1,300})([eE][+-]?[0-9]{1,3})?")
                ? (Object) Double.valueOf(text)
                : otherwise;
    }
}
