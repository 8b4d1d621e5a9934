package dev.intarsia.chat.value;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Python's ways to split a text. */
@SuppressWarnings("NullAway") // An undefined value is null there.
public final class TextSplitting {
    private static final Pattern END_OF_LINE =
            Pattern.compile("\\r\\n|[\\n\\r\\x0b\\x0c\\x1c-\\x1e\\x85\\u2028\\u2029]");

    private TextSplitting() {}

    public static List<Object> split(String text, Arguments with, boolean last) {
        Object most = with.at(1, "maxsplit");
        if (most != null && !Values.isWhole(most)) {
            throw new TemplateProblem("it splits a text at most a " + Values.kind(most) + " times");
        }
        long left = most == null || ((Number) most).longValue() < 0 ? Long.MAX_VALUE : ((Number) most).longValue();
        if (with.optional(0, "sep") == null) {
            if (most != null) {
                throw new TemplateProblem("it splits a text at spaces a number of times, which is not known here");
            }
            StringBuilder spaced = new StringBuilder();
            text.codePoints().forEach(c -> spaced.appendCodePoint(Values.isSpace(c) ? ' ' : c));
            String words = spaced.toString().strip();
            return pieces(words.isEmpty() ? List.of() : List.of(words.split(" +")));
        }
        String separator = with.text(0, "sep", null);
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
        return Values.list(pieces);
    }

    private static void scan(String text, String separator) {
        if (separator.isEmpty()) {
            throw new TemplateProblem("it splits a text at nothing");
        }
        Budget.scan(text, separator);
    }

    public static Tuple partition(String text, String separator, boolean last) {
        scan(text, separator);
        int at = last ? text.lastIndexOf(separator) : text.indexOf(separator);
        if (at < 0) {
            return new Tuple(last ? List.of("", "", text) : List.of(text, "", ""));
        }
        return new Tuple(List.of(text.substring(0, at), separator, text.substring(at + separator.length())));
    }

    /** The lines of a text, by all that ends one in Python. */
    public static List<String> lines(String text) {
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
}
