package dev.intarsia.chat.syntax;

import dev.intarsia.chat.value.TemplateProblem;

/** The characters that escape sequences in Python's strings denote. */
final class Escapes {
    private static final String PLAIN = "\\'\"abfnrtv";
    private static final String MEANT = "\\'\"\u0007\b\f\n\r\t\u000b";

    private Escapes() {}

    static String resolved(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c != '\\') {
                out.append(c);
                continue;
            }
            char escaped = text.charAt(++at);
            int plain = PLAIN.indexOf(escaped);
            int digits = escaped == 'x' ? 2 : escaped == 'u' ? 4 : escaped == 'U' ? 8 : 0;
            if (plain >= 0) {
                out.append(MEANT.charAt(plain));
            } else if (digits > 0) {
                out.appendCodePoint(codePoint(text, at + 1, digits));
                at += digits;
            } else if (escaped >= '0' && escaped <= '7' || escaped == 'N' || escaped > '~') {
                throw new TemplateProblem("it has the escape '\\" + escaped + "', which is not known here");
            } else if (escaped != '\n') {
                out.append('\\').append(escaped);
            }
        }
        return out.toString();
    }

    private static int codePoint(String text, int from, int digits) {
        String number = from + digits <= text.length() ? text.substring(from, from + digits) : "";
        if (!number.matches("[0-9a-fA-F]+")) {
            throw new TemplateProblem(
                    "it has an escape '\\" + text.charAt(from - 1) + "' without its " + digits + " digits");
        }
        long c = Long.parseLong(number, 16);
        if (c > Character.MAX_CODE_POINT || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
            throw new TemplateProblem(
                    "it has the escape '\\" + text.charAt(from - 1) + number + "', which is no character");
        }
        return (int) c;
    }
}
