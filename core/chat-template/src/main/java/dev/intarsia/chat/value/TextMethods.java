package dev.intarsia.chat.value;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** The methods of Python's texts that published templates call. */
@SuppressWarnings("NullAway") // An undefined value is null there.
public final class TextMethods {
    private TextMethods() {}

    /** The names of all methods that Python's texts have. */
    public static final Set<String> NAMES = Set.of(
            ("capitalize casefold center count encode endswith expandtabs find format format_map index isalnum isalpha "
                            + "isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper "
                            + "join ljust lower lstrip maketrans partition removeprefix removesuffix replace rfind rindex "
                            + "rjust rpartition rsplit rstrip split splitlines startswith strip swapcase title translate "
                            + "upper zfill")
                    .split(" "));

    public static Object call(String text, String method, Arguments with) {
        Budget.spend(1 + text.length() / 64);
        return switch (method) {
            case "strip" -> strip(text, with, true, true);
            case "lstrip" -> strip(text, with, true, false);
            case "rstrip" -> strip(text, with, false, true);
            case "startswith" -> ends(text, with).stream().anyMatch(text::startsWith);
            case "endswith" -> ends(text, with).stream().anyMatch(text::endsWith);
            case "upper" -> none(with, Budget.text(text.toUpperCase(Locale.ROOT)));
            case "lower" -> none(with, Budget.text(text.toLowerCase(Locale.ROOT)));
            case "title" -> none(with, titled(text, TextMethods::isCased));
            case "capitalize" -> none(with, capitalized(text));
            case "split" -> TextSplitting.split(text, with.only("sep", "maxsplit"), false);
            case "rsplit" -> TextSplitting.split(text, with.only("sep", "maxsplit"), true);
            case "partition" -> TextSplitting.partition(text, with.onlyText("sep"), false);
            case "rpartition" -> TextSplitting.partition(text, with.onlyText("sep"), true);
            case "splitlines" -> Values.list(TextSplitting.lines(none(with, text)));
            case "replace" -> TextSearch.replace(text, with.only("old", "new", "count"));
            case "find" -> TextSearch.find(text, with.onlyText("sub"));
            case "rfind" -> TextSearch.findLast(text, with.onlyText("sub"));
            case "index" -> TextSearch.index(text, with.onlyText("sub"));
            case "count" -> TextSearch.count(text, with.onlyText("sub"));
            case "format" -> Formats.fields(text, with);
            case "center" -> Formats.aligned(text, with, 0.5);
            case "ljust" -> Formats.aligned(text, with, 0);
            case "rjust" -> Formats.aligned(text, with, 1);
            case "zfill" -> Formats.filled(text, with);
            case "swapcase" -> none(with, swapped(text));
            case "isspace" -> all(none(with, text), Values::isSpace);
            case "isalpha" -> all(none(with, text), Character::isLetter);
            case "isalnum" -> all(none(with, text), Character::isLetterOrDigit);
            case "isdigit" -> all(none(with, text), Character::isDigit);
            case "isascii" -> none(with, text).codePoints().allMatch(c -> c < 128);
            case "isupper" -> isUpper(none(with, text));
            case "islower" -> isLower(none(with, text));
            case "join" ->
                RenderedText.joined(text, Markup.refused(with.only("of").given().get(0)));
            case "removeprefix" -> {
                String part = with.onlyText("prefix");
                yield text.startsWith(part) ? text.substring(part.length()) : text;
            }
            case "removesuffix" -> {
                String part = with.onlyText("suffix");
                yield text.endsWith(part) ? text.substring(0, text.length() - part.length()) : text;
            }
            default -> throw new TemplateProblem("it calls '" + method + "' of a text, which is not known here");
        };
    }

    private static String none(Arguments with, String result) {
        with.only();
        return result;
    }

    private static boolean all(String text, IntPredicate property) {
        return !text.isEmpty() && text.codePoints().allMatch(property);
    }

    /** Whether a text has letters, and no small ones. */
    public static boolean isUpper(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        return text.equals(upper) && !text.toLowerCase(Locale.ROOT).equals(upper);
    }

    /** Whether a text has letters, and no large ones. */
    public static boolean isLower(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return text.equals(lower) && !text.toUpperCase(Locale.ROOT).equals(lower);
    }

    private static String capitalized(String text) {
        int first = text.isEmpty() ? 0 : text.offsetByCodePoints(0, 1);
        return text.substring(0, first).toUpperCase(Locale.ROOT)
                + text.substring(first).toLowerCase(Locale.ROOT);
    }

    private static List<String> ends(String text, Arguments with) {
        Object wanted = with.only("what").at(0, "what");
        List<Object> all = wanted instanceof List<?> list ? Values.items(list) : List.of(with.text(0, "what", null));
        return all.stream().map(Repr::text).toList();
    }

    private static String strip(String text, Arguments with, boolean left, boolean right) {
        String letters = with.only("chars").optional(0, "chars") == null ? null : with.text(0, "chars", null);
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
        return letters == null ? Values.isSpace(c) : letters.indexOf(c) >= 0;
    }

    /** A text with the first letter of each word large and the others small. */
    public static String titled(String text, IntPredicate withinWord) {
        StringBuilder out = new StringBuilder();
        boolean within = false;
        for (int c : text.codePoints().toArray()) {
            String one = Character.toString(c);
            out.append(within ? one.toLowerCase(Locale.ROOT) : one.toUpperCase(Locale.ROOT));
            within = withinWord.test(c);
        }
        return out.toString();
    }

    private static boolean isCased(int c) {
        return Character.isUpperCase(c) || Character.isLowerCase(c) || Character.isTitleCase(c);
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
}
