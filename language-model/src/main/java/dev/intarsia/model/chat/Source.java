package dev.intarsia.model.chat;

import com.hubspot.jinjava.interpret.InterpretException;
import java.util.regex.Pattern;

/**
 * A template's source in the form that jinjava reads as Jinja2 reads the original: without the spaces and line ends that
 * Jinja2 leaves out around blocks ({@code trim_blocks} and {@code lstrip_blocks}), which jinjava takes for others, and around
 * {@code -} at a tag's edge.
 */
final class Source {
    private static final Pattern RAW = Pattern.compile("\\{%-?\\s*raw\\s*-?%}");
    private static final Pattern END_OF_RAW = Pattern.compile("\\{%-?\\s*endraw\\s*-?%}");

    private final String source;
    private final StringBuilder out = new StringBuilder();
    private int from;
    private boolean lineStarts = true;

    private Source(String source) {
        this.source = source;
    }

    static String adapted(String original) {
        String lines = original.replace("\r\n", "\n").replace('\r', '\n');
        return new Source(lines.endsWith("\n") ? lines.substring(0, lines.length() - 1) : lines).adapt();
    }

    private String adapt() {
        for (int open = next(); open >= 0; open = next()) {
            char kind = source.charAt(open + 1);
            String text = source.substring(from, open);
            int line = text.lastIndexOf('\n') + 1;
            int end = end(open, kind);
            String tag = source.substring(open, end);
            boolean before = tag.startsWith("-", 2);
            boolean after = tag.length() > 4 && tag.startsWith("-", tag.length() - 3);
            if (before || kind != '{' && (line > 0 || lineStarts) && isSpace(text.substring(line))) {
                text = before ? stripped(text) : text.substring(0, line);
            }
            if (tag.startsWith("+", 2) || tag.startsWith("+", tag.length() - 3) && kind != '#') {
                throw new InterpretException("it has '+' at the edge of '" + tag + "', which is not known here");
            }
            boolean raw = RAW.matcher(tag).matches();
            if (raw || END_OF_RAW.matcher(tag).matches()) {
                if (tag.contains("-")) {
                    throw new InterpretException("it has '-' at the edge of '" + tag + "', which is not known here");
                }
            }
            out.append(text)
                    .append(tag, 0, 2)
                    .append(tag, before ? 3 : 2, tag.length() - (after ? 3 : 2))
                    .append(tag, tag.length() - 2, tag.length());
            from = end;
            while (after && from < source.length() && TextMethods.isSpace(source.charAt(from))) {
                from++;
            }
            if (!after && kind != '{' && !raw && source.startsWith("\n", end)) {
                from++;
            }
            lineStarts = source.charAt(from - 1) == '\n';
            if (raw) {
                copyRaw();
            }
        }
        return out.append(source, from, source.length()).toString();
    }

    private static boolean isSpace(String text) {
        return text.chars().allMatch(TextMethods::isSpace);
    }

    private static String stripped(String text) {
        int end = text.length();
        while (end > 0 && TextMethods.isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end);
    }

    private void copyRaw() {
        var end = END_OF_RAW.matcher(source);
        if (!end.find(from)) {
            throw new InterpretException("its 'raw' does not end");
        }
        String text = source.substring(from, end.start());
        if (!text.equals(text.strip())) {
            throw new InterpretException("it has spaces at the edge of a 'raw', which is not known here");
        }
        out.append(text);
        from = end.start();
        lineStarts = false;
    }

    /** Where the next block, expression or comment opens, or -1. */
    private int next() {
        for (int at = source.indexOf('{', from); at >= 0; at = source.indexOf('{', at + 1)) {
            if (at + 1 < source.length() && "{%#".indexOf(source.charAt(at + 1)) >= 0) {
                return at;
            }
        }
        return -1;
    }

    /** Where what opens there has ended. */
    private int end(int open, char kind) {
        String close = kind == '{' ? "}}" : kind == '%' ? "%}" : "#}";
        char quote = 0;
        for (int at = open + 2; at < source.length(); at++) {
            char c = source.charAt(at);
            if (quote != 0) {
                if (c == '\\') {
                    at++;
                } else if (c == quote) {
                    quote = 0;
                }
            } else if (kind != '#' && (c == '\'' || c == '"')) {
                quote = c;
            } else if (source.startsWith(close, at)) {
                return at + 2;
            }
        }
        throw new InterpretException(
                "its '" + source.substring(open, open + 2) + "' at character " + open + " does not end");
    }
}
