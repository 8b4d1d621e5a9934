package dev.intarsia.model.chat.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What can be reached from a value: elements, entries, and the methods of texts and mappings that templates use. */
final class Members {
    private Members() {}

    /** {@code of.name}: a method, or else an entry. */
    static Object attribute(Object of, String name, Work work) {
        if (of instanceof Namespace namespace) {
            return namespace.values().getOrDefault(name, new Undefined("'" + name + "' of a namespace"));
        }
        if (of instanceof String text) {
            return (Callable) given -> method(text, name, given, work);
        }
        if (of instanceof Map<?, ?> map) {
            return switch (name) {
                case "items", "keys", "values", "get" -> (Callable) given -> method(map, name, given, work);
                default -> entry(map, name);
            };
        }
        return missing(of, name);
    }

    /** {@code of[key]}: an element or entry. */
    static Object item(Object of, Object key, Work work) {
        if (of instanceof Map<?, ?> map) {
            return entry(map, key);
        }
        if (key instanceof Long index && (of instanceof List || of instanceof String)) {
            int size =
                    of instanceof List<?> list ? list.size() : ((String) of).codePointCount(0, ((String) of).length());
            long at = index < 0 ? size + index : index;
            if (at < 0 || at >= size) {
                return new Undefined("element " + index + " of " + size);
            }
            if (of instanceof List<?> list) {
                return list.get((int) at);
            }
            String text = (String) of;
            work.text(text.length());
            return Character.toString(text.codePointAt(text.offsetByCodePoints(0, (int) at)));
        }
        return key instanceof String name ? attribute(of, name, work) : missing(of, Values.kind(key));
    }

    private static Object entry(Map<?, ?> map, Object key) {
        Object value = key instanceof String ? map.get(key) : null;
        return value == null ? new Undefined(key instanceof String ? "'" + key + "'" : Values.kind(key)) : value;
    }

    private static Object missing(Object of, String name) {
        if (of instanceof Undefined missing) {
            throw new JinjaException("it asks for '" + name + "' of " + missing.what() + ", which is undefined");
        }
        return new Undefined("'" + name + "' of " + Values.kind(of));
    }

    static Object slice(Object of, @Nullable Long from, @Nullable Long to, @Nullable Long step, Work work) {
        long by = step == null ? 1 : step;
        if (by == 0 || !(of instanceof List || of instanceof String)) {
            throw new JinjaException(by == 0 ? "a slice has a step of 0" : Values.kind(of) + " cannot be sliced");
        }
        List<?> all = of instanceof List<?> list ? list : characters((String) of, work);
        long size = all.size();
        long first = bound(from, by > 0 ? 0 : size - 1, size, by);
        long last = bound(to, by > 0 ? size : -1, size, by);
        List<Object> some = new ArrayList<>();
        for (long i = first; by > 0 ? i < last : i > last; i += by) {
            some.add(all.get((int) i));
        }
        work.charge(some.size());
        if (of instanceof List) {
            work.elements(some.size());
            return some;
        }
        StringBuilder text = new StringBuilder();
        some.forEach(text::append);
        return text.toString();
    }

    private static long bound(@Nullable Long given, long otherwise, long size, long by) {
        if (given == null) {
            return otherwise;
        }
        long at = given < 0 ? given + size : given;
        return by > 0 ? Math.max(0, Math.min(size, at)) : Math.max(-1, Math.min(size - 1, at));
    }

    private static List<Object> characters(String text, Work work) {
        work.text(text.length());
        return Texts.characters(text);
    }

    private static Object method(Map<?, ?> map, String name, Arguments given, Work work) {
        if (name.equals("get")) {
            Object value = map.get(given.atMost(2).text(0, "key"));
            return value == null ? given.get(1, "default", None.NONE) : value;
        }
        given.atMost(0);
        work.elements(map.size());
        List<Object> all = new ArrayList<>();
        map.forEach((key, value) ->
                all.add(name.equals("keys") ? key : name.equals("values") ? value : List.of(key, value)));
        return all;
    }

    private static Object method(String text, String name, Arguments given, Work work) {
        work.text(text.length());
        return switch (name) {
            case "strip", "lstrip", "rstrip" -> {
                Object chars = given.atMost(1).get(0, "chars", None.NONE);
                boolean space = chars == None.NONE;
                yield !space && given.text(0, "chars").isEmpty()
                        ? text
                        : Texts.strip(
                                text,
                                space ? "" : given.text(0, "chars"),
                                !name.equals("rstrip"),
                                !name.equals("lstrip"));
            }
            case "startswith", "endswith" -> {
                Object parts = given.atMost(1).get(0, "prefix");
                yield (parts instanceof List<?> list ? list : List.of(given.text(0, "prefix")))
                        .stream()
                                .map(part -> Values.text(part, work))
                                .anyMatch(part ->
                                        name.equals("startswith") ? text.startsWith(part) : text.endsWith(part));
            }
            case "upper" -> text.toUpperCase(Locale.ROOT);
            case "lower" -> text.toLowerCase(Locale.ROOT);
            case "capitalize" -> Texts.capitalized(text);
            case "title" -> Texts.titled(text);
            case "split" -> split(text, given.atMost(2, "sep", "maxsplit"), work);
            case "splitlines" -> text.isEmpty() ? List.of() : lines(text, work);
            case "replace" -> Filters.replace(text, given.atMost(3, "count"), work);
            case "join" -> Filters.join(given.atMost(1).get(0, "iterable"), text, work);
            case "find" -> position(text, text.indexOf(sought(text, given, work)));
            case "rfind" -> position(text, text.lastIndexOf(sought(text, given, work)));
            case "count" -> count(text, sought(text, given, work), work);
            case "removeprefix" ->
                text.startsWith(given.atMost(1).text(0, "prefix"))
                        ? text.substring(given.text(0, "prefix").length())
                        : text;
            case "removesuffix" ->
                text.endsWith(given.atMost(1).text(0, "suffix"))
                        ? text.substring(
                                0, text.length() - given.text(0, "suffix").length())
                        : text;
            case "isdigit" -> !text.isEmpty() && text.codePoints().allMatch(Character::isDigit);
            case "isalpha" -> !text.isEmpty() && text.codePoints().allMatch(Character::isLetter);
            case "isspace" -> !text.isEmpty() && text.codePoints().allMatch(Texts::isSpace);
            case "isupper" -> !text.equals(text.toLowerCase(Locale.ROOT)) && text.equals(text.toUpperCase(Locale.ROOT));
            case "islower" -> !text.equals(text.toUpperCase(Locale.ROOT)) && text.equals(text.toLowerCase(Locale.ROOT));
            default -> throw new JinjaException("it calls '" + name + "' of a text, which is not known here");
        };
    }

    private static List<Object> split(String text, Arguments given, Work work) {
        int most = given.whole(1, "maxsplit", -1);
        boolean words = given.get(0, "sep", None.NONE) == None.NONE;
        if (words && most >= 0 || !words && given.text(0, "sep").isEmpty()) {
            throw new JinjaException("'split' needs a separator that is not empty");
        }
        List<Object> parts = words ? Texts.words(text) : Texts.split(text, given.text(0, "sep"), most, work);
        work.elements(parts.size());
        return parts;
    }

    private static List<Object> lines(String text, Work work) {
        List<Object> lines = Texts.split(text.replace("\r\n", "\n").replace('\r', '\n'), "\n", -1, work);
        return lines.get(lines.size() - 1).equals("") ? lines.subList(0, lines.size() - 1) : lines;
    }

    private static String sought(String text, Arguments given, Work work) {
        String part = given.atMost(1).text(0, "sub");
        work.search(text, part);
        return part;
    }

    private static Object position(String text, int at) {
        return at < 0 ? -1L : (long) text.codePointCount(0, at);
    }

    private static Object count(String text, String part, Work work) {
        return part.isEmpty()
                ? text.codePointCount(0, text.length()) + 1L
                : Texts.split(text, part, -1, work).size() - 1L;
    }
}
