package dev.intarsia.model.peft;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rewrites a regular expression of Python's into one of Java's that means the same, or refuses it. */
final class PythonSyntax {
    private static final Pattern REPEAT = Pattern.compile("\\{(\\d{0,4})(,?)(\\d{0,4})\\}");
    private static final Pattern NAMED = Pattern.compile("\\(\\?P<[A-Za-z_]\\w*>");
    private static final List<String> GROUPS = List.of("(?:", "(?=", "(?!", "(?<=", "(?<!", "(?>");

    private final String source;
    private final StringBuilder out = new StringBuilder();
    private int at;

    PythonSyntax(String source) {
        this.source = source;
    }

    String translated() {
        while (at < source.length()) {
            switch (source.charAt(at)) {
                case '\\' -> escape("bBA");
                case '[' -> characters();
                case '(' -> group();
                case '{' -> repeat();
                case '}' -> copy("\\}");
                default -> copy(source.substring(at, at + 1));
            }
        }
        return out.toString();
    }

    private void copy(String translated) {
        out.append(translated);
        at++;
    }

    /** @param further letters that have a meaning after a backslash here */
    private void escape(String further) {
        if (at + 1 == source.length()) {
            throw new IllegalArgumentException("it ends in a backslash");
        }
        char c = source.charAt(at + 1);
        boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
        if (c >= '0' && c <= '9'
                || letter && ("dDwWsSnrtf" + further).indexOf(c) < 0 && !(c == 'Z' && !further.isEmpty())) {
            throw new IllegalArgumentException("\\" + c + " is not known here");
        }
        out.append('\\').append(c == 'Z' ? 'z' : c);
        at += 2;
    }

    private void characters() {
        copy("[");
        if (source.startsWith("^", at)) {
            copy("^");
        }
        boolean first = true;
        while (at < source.length()) {
            char c = source.charAt(at);
            if (c == ']' && !first) {
                copy("]");
                return;
            } else if (c == '\\') {
                escape("");
            } else {
                copy(c == '[' || c == ']' || c == '&' || c == '^' ? "\\" + c : String.valueOf(c));
            }
            first = false;
        }
        throw new IllegalArgumentException("its [ does not end");
    }

    private void group() {
        if (!source.startsWith("(?", at)) {
            copy("(");
            return;
        }
        Matcher named = NAMED.matcher(source).region(at, source.length());
        if (named.lookingAt()) {
            out.append('(');
            at = named.end();
            return;
        }
        String opening = GROUPS.stream()
                .filter(known -> source.startsWith(known, at))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("a group that begins with (? in this way is not known here"));
        out.append(opening);
        at += opening.length();
    }

    /** A brace that is no repeat is a letter to Python. */
    private void repeat() {
        Matcher repeat = REPEAT.matcher(source).region(at, source.length());
        if (!repeat.lookingAt() || repeat.group(1).isEmpty() && repeat.group(2).isEmpty()) {
            copy("\\{");
            return;
        }
        if (repeat.group(1).isEmpty() && repeat.group(3).isEmpty()) {
            throw new IllegalArgumentException("{,} is not known here");
        }
        out.append('{')
                .append(repeat.group(1).isEmpty() ? "0" : repeat.group(1))
                .append(repeat.group(2))
                .append(repeat.group(3))
                .append('}');
        at = repeat.end();
    }
}
