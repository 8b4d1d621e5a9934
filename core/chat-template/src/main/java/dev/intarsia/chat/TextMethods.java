package dev.intarsia.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The methods of Python's texts and maps that published templates call. */
@SuppressWarnings("NullAway") // An undefined value is null there.
final class TextMethods {
    private static final Pattern END_OF_LINE =
            Pattern.compile("\\r\\n|[\\n\\r\\x0b\\x0c\\x1c-\\x1e\\x85\\u2028\\u2029]");

    private TextMethods() {}

    /** The names of all methods that Python's texts have. */
    static final Set<String> NAMES = Set.of(
            ("capitalize casefold center count encode endswith expandtabs find format format_map index isalnum isalpha "
                            + "isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper "
                            + "join ljust lower lstrip maketrans partition removeprefix removesuffix replace rfind rindex "
                            + "rjust rpartition rsplit rstrip split splitlines startswith strip swapcase title translate "
                            + "upper zfill")
                    .split(" "));

    static Object call(String text, String method, Arguments with) {
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
            case "split" -> split(text, with.only("sep", "maxsplit"), false);
            case "rsplit" -> split(text, with.only("sep", "maxsplit"), true);
            case "partition" -> partition(text, with.only("sep").text(0, "sep", null), false);
            case "rpartition" -> partition(text, with.only("sep").text(0, "sep", null), true);
            case "splitlines" -> Operators.list(lines(none(with, text)));
            case "replace" -> replace(text, with.only("old", "new", "count"));
            case "format" -> Formats.fields(text, with);
            case "center" -> Formats.aligned(text, with, 0.5);
            case "ljust" -> Formats.aligned(text, with, 0);
            case "rjust" -> Formats.aligned(text, with, 1);
            case "zfill" -> filled(text, with);
            case "rfind" -> place(text, with, text.lastIndexOf(with.only("sub").text(0, "sub", null)));
            case "index" -> found(find(text, with.only("sub").text(0, "sub", null)));
            case "swapcase" -> none(with, swapped(text));
            case "isspace" -> !none(with, text).isEmpty() && text.codePoints().allMatch(TextMethods::isSpace);
            case "isalpha" -> !none(with, text).isEmpty() && text.codePoints().allMatch(Character::isLetter);
            case "isalnum" -> !none(with, text).isEmpty() && text.codePoints().allMatch(Character::isLetterOrDigit);
            case "isascii" -> none(with, text).codePoints().allMatch(c -> c < 128);
            case "find" -> find(text, with.only("sub").text(0, "sub", null));
            case "count" -> count(text, with.only("sub").text(0, "sub", null));
            case "join" ->
                ListFilters.join(text, Markup.refused(with.only("of").given().get(0)));
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
            default -> throw new TemplateProblem("it calls '" + method + "' of a text, which is not known here");
        };
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
            within = Character.isUpperCase(c) || Character.isLowerCase(c) || Character.isTitleCase(c);
        }
        return out.toString();
    }

    private static List<Object> split(String text, Arguments with, boolean last) {
        Object most = with.at(1, "maxsplit");
        if (most != null && !Python.isWhole(most)) {
            throw new TemplateProblem("it splits a text at most a " + Python.kind(most) + " times");
        }
        long left = most == null || ((Number) most).longValue() < 0 ? Long.MAX_VALUE : ((Number) most).longValue();
        if (last && left < Long.MAX_VALUE && (with.at(0, "sep") == null || with.at(0, "sep") == Absent.NONE)) {
            throw new TemplateProblem("it splits a text at spaces a number of times, which is not known here");
        }
        Object given = with.at(0, "sep");
        if (given == null || given == Absent.NONE) {
            if (most != null) {
                throw new TemplateProblem("it splits a text at spaces a number of times, which is not known here");
            }
            StringBuilder spaced = new StringBuilder();
            text.codePoints().forEach(c -> spaced.appendCodePoint(isSpace(c) ? ' ' : c));
            String words = spaced.toString().strip();
            return pieces(words.isEmpty() ? List.of() : List.of(words.split(" +")));
        }
        String separator = with.text(0, "sep", null);
        if (separator.isEmpty()) {
            throw new TemplateProblem("it splits a text at nothing");
        }
        scan(text, separator);
        List<String> pieces = new ArrayList<>();
        if (last) {
            int to = text.length();
            for (int at = text.lastIndexOf(separator, to - separator.length());
                    at >= 0 && left-- > 0;
                    at = text.lastIndexOf(separator, to - separator.length())) {
                pieces.add(0, text.substring(at + separator.length(), to));
                to = at;
            }
            pieces.add(0, text.substring(0, to));
            return pieces(pieces);
        }
        int from = 0;
        for (int at = text.indexOf(separator); at >= 0 && left-- > 0; at = text.indexOf(separator, from)) {
            pieces.add(text.substring(from, at));
            from = at + separator.length();
        }
        pieces.add(text.substring(from));
        return pieces(pieces);
    }

    private static List<Object> pieces(List<String> pieces) {
        Budget.spend(pieces.size());
        return Operators.list(pieces);
    }

    static void scan(String text, String part) {
        Budget.spend(1 + text.length() / 64 + (long) text.length() * part.length() / 256);
    }

    private static Tuple partition(String text, String separator, boolean last) {
        if (separator.isEmpty()) {
            throw new TemplateProblem("it splits a text at nothing");
        }
        scan(text, separator);
        int at = last ? text.lastIndexOf(separator) : text.indexOf(separator);
        if (at < 0) {
            return new Tuple(last ? List.of("", "", text) : List.of(text, "", ""));
        }
        return new Tuple(List.of(text.substring(0, at), separator, text.substring(at + separator.length())));
    }

    /** The lines of a text, by all that ends one in Python. */
    static List<String> lines(String text) {
        Budget.spend(1 + text.length() / 64);
        if (text.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>(List.of(END_OF_LINE.split(text, -1)));
        if (lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        return lines;
    }

    private static String filled(String text, Arguments with) {
        boolean signed = text.startsWith("-") || text.startsWith("+");
        Object width = with.only("width").at(0, "width");
        if (!signed || !Python.isWhole(width)) {
            return Formats.aligned(text, new Arguments(List.of(width == null ? Absent.NONE : width, "0"), Map.of()), 1);
        }
        return text.charAt(0)
                + Formats.aligned(
                        text.substring(1), new Arguments(List.of(((Number) width).longValue() - 1, "0"), Map.of()), 1);
    }

    private static Object place(String text, Arguments with, int at) {
        scan(text, with.text(0, "sub", null));
        return at < 0 ? -1L : (long) text.codePointCount(0, at);
    }

    private static Object found(Object place) {
        if (place.equals(-1L)) {
            throw new TemplateProblem("it asks where in a text something is that is not in it");
        }
        return place;
    }

    private static String swapped(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints()
                .mapToObj(c -> Character.isUpperCase(c)
                        ? Character.toString(c).toLowerCase(Locale.ROOT)
                        : Character.toString(c).toUpperCase(Locale.ROOT))
                .forEach(out::append);
        return out.toString();
    }

    private static String replace(String text, Arguments with) {
        String old = with.text(0, "old", null);
        String made = with.text(1, "new", null);
        Object most = with.at(2, "count") == null || with.at(2, "count") == Absent.NONE ? -1L : with.at(2, "count");
        if (!Python.isWhole(most)) {
            throw new TemplateProblem("it replaces a " + Python.kind(most) + " times");
        }
        scan(text, old);
        long times = ((Number) most).longValue() < 0 ? Long.MAX_VALUE : ((Number) most).longValue();
        long count = Math.min(times, old.isEmpty() ? text.length() + 1L : (Long) count(text, old));
        if (count * made.length() + text.length() > Budget.LONGEST) {
            throw new TemplateProblem("it makes a text of more than " + Budget.LONGEST + " characters");
        } else if (times == Long.MAX_VALUE && !old.isEmpty()) {
            return Budget.text(text.replace(old, made));
        } else if (old.isEmpty()) {
            throw new TemplateProblem("it replaces nothing in a text, which is not known here");
        }
        StringBuilder out = new StringBuilder();
        int from = 0;
        for (long i = 0; i < count; i++) {
            int at = text.indexOf(old, from);
            out.append(text, from, at).append(made);
            from = at + old.length();
        }
        return Budget.text(out.append(text.substring(from)).toString());
    }

    private static Object find(String text, String part) {
        scan(text, part);
        int at = text.indexOf(part);
        return at < 0 ? -1L : (long) text.codePointCount(0, at);
    }

    private static Object count(String text, String part) {
        if (part.isEmpty()) {
            throw new TemplateProblem("it counts nothing in a text");
        }
        scan(text, part);
        long count = 0;
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
            count++;
        }
        return count;
    }
}
