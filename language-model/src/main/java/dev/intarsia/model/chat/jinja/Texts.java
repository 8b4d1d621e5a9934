package dev.intarsia.model.chat.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Python's way with texts. Positions count characters, not halves of them. */
final class Texts {
    private Texts() {}

    static boolean isSpace(int c) {
        return Character.isWhitespace(c) || c == 0x85 || c == 0xa0 || c == 0x2007 || c == 0x202f;
    }

    /** @param chars what is taken away; empty for white space */
    static String strip(String text, String chars, boolean left, boolean right) {
        int from = 0;
        int to = text.length();
        while (left && from < to && stripped(text.codePointAt(from), chars)) {
            from += Character.charCount(text.codePointAt(from));
        }
        while (right && from < to && stripped(text.codePointBefore(to), chars)) {
            to -= Character.charCount(text.codePointBefore(to));
        }
        return text.substring(from, to);
    }

    private static boolean stripped(int c, String chars) {
        return chars.isEmpty() ? isSpace(c) : chars.indexOf(c) >= 0;
    }

    /** @param most how many cuts; negative for all */
    static List<Object> split(String text, String separator, int most, Work work) {
        work.search(text, separator);
        List<Object> parts = new ArrayList<>();
        int from = 0;
        for (int cut = text.indexOf(separator); cut >= 0 && parts.size() != most; cut = text.indexOf(separator, from)) {
            parts.add(text.substring(from, cut));
            from = cut + separator.length();
        }
        parts.add(text.substring(from));
        return parts;
    }

    /** At white space, which leaves no empty parts. */
    static List<Object> words(String text) {
        List<Object> words = new ArrayList<>();
        for (int from = 0; from < text.length(); ) {
            int to = from;
            while (to < text.length() && !isSpace(text.codePointAt(to))) {
                to += Character.charCount(text.codePointAt(to));
            }
            if (to > from) {
                words.add(text.substring(from, to));
            }
            from = to + 1;
        }
        return words;
    }

    static List<Object> characters(String text) {
        List<Object> characters = new ArrayList<>();
        text.codePoints().mapToObj(Character::toString).forEach(characters::add);
        return characters;
    }

    static String capitalized(String text) {
        int first = text.offsetByCodePoints(0, text.isEmpty() ? 0 : 1);
        return text.substring(0, first).toUpperCase(Locale.ROOT)
                + text.substring(first).toLowerCase(Locale.ROOT);
    }

    /** Every word with a capital. */
    static String titled(String text) {
        StringBuilder titled = new StringBuilder();
        boolean inside = false;
        for (int c : text.codePoints().toArray()) {
            titled.appendCodePoint(inside ? Character.toLowerCase(c) : Character.toTitleCase(c));
            inside = Character.isLetter(c);
        }
        return titled.toString();
    }

    /** A text in quotes as its source has it, its escapes resolved; unknown ones stay. */
    static String unescaped(String source) {
        if (source.indexOf('\\') < 0) {
            return source;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < source.length(); i++) {
            char c = source.charAt(i);
            if (c != '\\' || i + 1 == source.length()) {
                text.append(c);
                continue;
            }
            char next = source.charAt(++i);
            int plain = "\\'\"abfnrtv".indexOf(next);
            int digits = next == 'x' ? 2 : next == 'u' ? 4 : next == 'U' ? 8 : 0;
            if (next == '\n') {
                continue;
            } else if (plain >= 0) {
                text.append("\\'\"\u0007\b\f\n\r\t\u000b".charAt(plain));
            } else if (digits > 0 && isHex(source, i + 1, digits)) {
                text.appendCodePoint(Integer.parseInt(source.substring(i + 1, i + 1 + digits), 16));
                i += digits;
            } else {
                text.append('\\').append(next);
            }
        }
        return text.toString();
    }

    private static boolean isHex(String source, int from, int digits) {
        return from + digits <= source.length()
                && source.substring(from, from + digits).chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128)
                && Character.isValidCodePoint((int)
                        Math.min(Integer.MAX_VALUE, Long.parseLong(source.substring(from, from + digits), 16)));
    }
}
