package dev.intarsia.model.chat;

import com.hubspot.jinjava.interpret.InterpretException;
import com.hubspot.jinjava.objects.collections.PyList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The methods of Python's texts and maps that published templates call. */
@SuppressWarnings("NullAway") // An undefined value is null there.
final class TextMethods {
    private TextMethods() {}

    static @Nullable Object call(String text, String method, Arguments with) {
        Budget.spend(1 + text.length() / 64);
        return switch (method) {
            case "strip" -> strip(text, with, true, true);
            case "lstrip" -> strip(text, with, true, false);
            case "rstrip" -> strip(text, with, false, true);
            case "startswith" -> ends(text, with).stream().anyMatch(text::startsWith);
            case "endswith" -> ends(text, with).stream().anyMatch(text::endsWith);
            case "upper" -> none(with, Budget.text(text.toUpperCase(Locale.ROOT)));
            case "lower" -> none(with, Budget.text(text.toLowerCase(Locale.ROOT)));
            case "title" -> none(with, title(text));
            case "capitalize" ->
                none(
                        with,
                        text.isEmpty()
                                ? ""
                                : first(text).toUpperCase(Locale.ROOT)
                                        + text.substring(first(text).length()).toLowerCase(Locale.ROOT));
            case "split" -> split(text, with.only("sep", "maxsplit"));
            case "splitlines" -> Operators.list(none(with, text).lines().toList());
            case "replace" -> replace(text, with.only("old", "new").text(0, "old", null), with.text(1, "new", null));
            case "find" -> find(text, with.only("sub").text(0, "sub", null));
            case "count" -> count(text, with.only("sub").text(0, "sub", null));
            case "join" -> Filters.join(text, with.only("of").at(0, "of"));
            case "removeprefix" -> {
                String part = with.only("prefix").text(0, "prefix", null);
                yield text.startsWith(part) ? text.substring(part.length()) : text;
            }
            case "removesuffix" -> {
                String part = with.only("suffix").text(0, "suffix", null);
                yield text.endsWith(part) ? text.substring(0, text.length() - part.length()) : text;
            }
            case "isdigit" -> !none(with, text).isEmpty() && text.codePoints().allMatch(Character::isDigit);
            case "isupper" -> Tests.holds("upper", none(with, text), List.of());
            case "islower" -> Tests.holds("lower", none(with, text), List.of());
            default -> throw new InterpretException("it calls '" + method + "' of a text, which is not known here");
        };
    }

    static @Nullable Object call(Map<?, ?> map, String method, Arguments with) {
        Budget.spend(1);
        switch (method) {
            case "get":
                Object value = map.get(Python.text(with.at(0, "key")));
                Object otherwise = with.at(1, "default");
                return value != null ? value : otherwise == null ? Absent.NONE : otherwise;
            case "items":
                return pairs(map);
            case "keys":
                return new View(new ArrayList<>(map.keySet()));
            case "values":
                return new View(new ArrayList<>(map.values()));
            default:
                throw new InterpretException("it calls '" + method + "' of a map, which is not known here");
        }
    }

    static PyList pairs(Map<?, ?> map) {
        List<Object> pairs = new ArrayList<>();
        map.forEach((key, value) -> pairs.add(new Tuple(java.util.Arrays.asList(key, value))));
        Budget.spend(pairs.size());
        return new View(pairs);
    }

    private static String none(Arguments with, String result) {
        with.only();
        return result;
    }

    private static String first(String text) {
        return Character.toString(text.codePointAt(0));
    }

    private static List<String> ends(String text, Arguments with) {
        Object wanted = with.only("what").at(0, "what");
        List<Object> all = wanted instanceof List<?> list ? Python.items(list) : List.of(with.text(0, "what", null));
        return all.stream().map(Python::text).toList();
    }

    static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85;
    }

    private static String strip(String text, Arguments with, boolean left, boolean right) {
        Object given = with.only("chars").at(0, "chars");
        String letters = given == null || given == Absent.NONE ? null : with.text(0, "chars", null);
        Budget.spend(letters == null ? 1 : letters.length() * (1L + text.length() / 64));
        int start = 0;
        int end = text.length();
        while (left && start < end && stripped(text.codePointAt(start), letters)) {
            start += Character.charCount(text.codePointAt(start));
        }
        while (right && end > start && stripped(text.codePointBefore(end), letters)) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(start, end);
    }

    private static boolean stripped(int c, @Nullable String letters) {
        return letters == null ? isSpace(c) : letters.indexOf(c) >= 0;
    }

    private static String title(String text) {
        StringBuilder out = new StringBuilder();
        boolean within = false;
        for (int c : text.codePoints().toArray()) {
            String one = Character.toString(c);
            out.append(within ? one.toLowerCase(Locale.ROOT) : one.toUpperCase(Locale.ROOT));
            within = Character.isLetter(c);
        }
        return out.toString();
    }

    private static PyList split(String text, Arguments with) {
        Object most = with.at(1, "maxsplit");
        if (most != null && !Python.isWhole(most)) {
            throw new InterpretException("it splits a text at most a " + Python.kind(most) + " times");
        }
        long left = most == null || ((Number) most).longValue() < 0 ? Long.MAX_VALUE : ((Number) most).longValue();
        Object given = with.at(0, "sep");
        if (given == null || given == Absent.NONE) {
            if (most != null) {
                throw new InterpretException("it splits a text at spaces a number of times, which is not known here");
            }
            StringBuilder spaced = new StringBuilder();
            text.codePoints().forEach(c -> spaced.appendCodePoint(isSpace(c) ? ' ' : c));
            String words = spaced.toString().strip();
            return pieces(words.isEmpty() ? List.of() : List.of(words.split(" +")));
        }
        String separator = with.text(0, "sep", null);
        if (separator.isEmpty()) {
            throw new InterpretException("it splits a text at nothing");
        }
        scan(text, separator);
        List<String> pieces = new ArrayList<>();
        int from = 0;
        for (int at = text.indexOf(separator); at >= 0 && left-- > 0; at = text.indexOf(separator, from)) {
            pieces.add(text.substring(from, at));
            from = at + separator.length();
        }
        pieces.add(text.substring(from));
        return pieces(pieces);
    }

    private static PyList pieces(List<String> pieces) {
        Budget.spend(pieces.size());
        return Operators.list(pieces);
    }

    static void scan(String text, String part) {
        Budget.spend(1 + text.length() / 64 + (long) text.length() * part.length() / 256);
    }

    private static String replace(String text, String old, String made) {
        scan(text, old);
        long count = old.isEmpty() ? text.length() + 1L : (Long) count(text, old);
        if (count * made.length() + text.length() > Budget.LONGEST) {
            throw new InterpretException("it makes a text of more than " + Budget.LONGEST + " characters");
        }
        return Budget.text(text.replace(old, made));
    }

    private static Object find(String text, String part) {
        scan(text, part);
        int at = text.indexOf(part);
        return at < 0 ? -1L : (long) text.codePointCount(0, at);
    }

    private static Object count(String text, String part) {
        if (part.isEmpty()) {
            throw new InterpretException("it counts nothing in a text");
        }
        scan(text, part);
        long count = 0;
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
            count++;
        }
        return count;
    }
}
