package dev.intarsia.chat.syntax;

import dev.intarsia.chat.syntax.Token.Kind;
import dev.intarsia.chat.value.TemplateProblem;
import dev.intarsia.chat.value.Values;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a template into tokens as Jinja2 does with {@code trim_blocks} and {@code lstrip_blocks}, as Transformers sets them:
 * the newline after a block goes, and so do spaces before one that begins a line.
 */
final class Lexer {
    private static final Pattern RAW = Pattern.compile("\\{%[-+]?\\s*raw\\s*(-?)%\\}");
    private static final Pattern END_OF_RAW = Pattern.compile("\\{%([-+]?)\\s*endraw\\s*([-+]?)%\\}");
    private static final Pattern FRACTION =
            Pattern.compile("(?:\\d+_)*\\d+(?:(?:\\.(?:\\d+_)*\\d+)?[eE][+-]?(?:\\d+_)*\\d+|\\.(?:\\d+_)*\\d+)");
    private static final Pattern WHOLE = Pattern.compile("[1-9](?:_?\\d)*|0(?:_?0)*");
    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*");
    private static final Pattern OPERATOR = Pattern.compile("//|\\*\\*|==|!=|>=|<=|[-+/*%~\\[\\](){}<>=.:|,;]");

    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String source) {
        this.source = source;
    }

    static List<Token> tokens(String source) {
        String lines = source.replace("\r\n", "\n").replace('\r', '\n');
        Lexer lexer = new Lexer(lines.endsWith("\n") ? lines.substring(0, lines.length() - 1) : lines);
        lexer.run();
        return List.copyOf(lexer.tokens);
    }

    private void run() {
        boolean lineBegins = true;
        while (at < source.length()) {
            int open = opening();
            if (open < 0) {
                data(source.substring(at));
                break;
            }
            char kind = source.charAt(open + 1);
            data(before(open, kind != '{', lineBegins));
            Matcher raw = RAW.matcher(source).region(open, source.length());
            if (raw.lookingAt()) {
                at = raw.end();
                skip(!raw.group(1).isEmpty(), false);
                raw();
            } else {
                at = open + 2 + (sign(open + 2) == 0 ? 0 : 1);
                if (kind == '#') {
                    comment(open);
                } else {
                    tag(kind == '%', open);
                }
            }
            lineBegins = source.charAt(at - 1) == '\n';
        }
        tokens.add(new Token(Kind.END, "the end of the template"));
    }

    private int opening() {
        for (int open = source.indexOf('{', at); open >= 0; open = source.indexOf('{', open + 1)) {
            if (open + 1 < source.length() && "{%#".indexOf(source.charAt(open + 1)) >= 0) {
                return open;
            }
        }
        return -1;
    }

    private char sign(int place) {
        char c = place < source.length() ? source.charAt(place) : 0;
        return c == '-' || c == '+' ? c : 0;
    }

    /** The text up to a tag, without what its sign or its place take away. */
    private String before(int open, boolean stripped, boolean lineBegins) {
        String text = source.substring(at, open);
        char sign = sign(open + 2);
        if (sign == '-') {
            return text.substring(0, endWithoutSpace(text));
        }
        int line = text.lastIndexOf('\n') + 1;
        boolean alone = sign == 0 && stripped && (line > 0 || lineBegins);
        return alone && endWithoutSpace(text) <= line ? text.substring(0, line) : text;
    }

    private static int endWithoutSpace(String text) {
        int end = text.length();
        while (end > 0 && Values.isSpace(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    private void data(String text) {
        if (!text.isEmpty()) {
            tokens.add(new Token(Kind.DATA, text));
        }
    }

    /** Passes over the space after a tag: all of it, or a newline. */
    private void skip(boolean all, boolean newline) {
        while (all && at < source.length() && Values.isSpace(source.charAt(at))) {
            at++;
        }
        if (!all && newline && source.startsWith("\n", at)) {
            at++;
        }
    }

    private void raw() {
        Matcher end = END_OF_RAW.matcher(source);
        if (!end.find(at)) {
            throw new TemplateProblem("its 'raw' does not end");
        }
        data(before(end.start(), true, source.charAt(at - 1) == '\n'));
        at = end.end();
        skip(end.group(2).equals("-"), end.group(2).isEmpty());
    }

    private void comment(int open) {
        int end = source.indexOf("#}", at);
        if (end < 0) {
            throw unended(open);
        }
        char sign = end > at ? sign(end - 1) : 0;
        at = end + 2;
        skip(sign == '-', sign == 0);
    }

    private TemplateProblem unended(int open) {
        return new TemplateProblem(
                "its '" + source.substring(open, open + 2) + "' at character " + open + " does not end");
    }

    private void tag(boolean block, int open) {
        tokens.add(new Token(block ? Kind.BLOCK_BEGIN : Kind.EXPRESSION_BEGIN, source.substring(open, open + 2)));
        Deque<String> brackets = new ArrayDeque<>();
        while (!(brackets.isEmpty() && ends(block))) {
            if (at >= source.length()) {
                throw unended(open);
            }
            if (Values.isSpace(source.charAt(at))) {
                at++;
            } else {
                token(brackets);
            }
        }
    }

    private boolean ends(boolean block) {
        String close = block ? "%}" : "}}";
        boolean strips = source.startsWith("-" + close, at);
        boolean keeps = block && source.startsWith("+" + close, at);
        if (!strips && !keeps && !source.startsWith(close, at)) {
            return false;
        }
        at += strips || keeps ? 3 : 2;
        skip(strips, block && !keeps);
        tokens.add(new Token(block ? Kind.BLOCK_END : Kind.EXPRESSION_END, close));
        return true;
    }

    private void token(Deque<String> brackets) {
        char c = source.charAt(at);
        if (c == '\'' || c == '"') {
            text(c);
        } else if (!take(FRACTION, Kind.FRACTION) && !take(WHOLE, Kind.WHOLE) && !take(NAME, Kind.NAME)) {
            if (!take(OPERATOR, Kind.OPERATOR)) {
                throw new TemplateProblem("it has '" + c + "' in a tag");
            }
            balance(tokens.get(tokens.size() - 1).text(), brackets);
        }
    }

    private boolean take(Pattern pattern, Kind kind) {
        Matcher matcher = pattern.matcher(source).region(at, source.length());
        boolean there = matcher.lookingAt() && !(kind == Kind.FRACTION && source.charAt(at - 1) == '.');
        if (there) {
            tokens.add(new Token(kind, matcher.group()));
            at = matcher.end();
        }
        return there;
    }

    private static void balance(String operator, Deque<String> brackets) {
        switch (operator) {
            case "(" -> brackets.push(")");
            case "[" -> brackets.push("]");
            case "{" -> brackets.push("}");
            case ")", "]", "}" -> {
                if (!operator.equals(brackets.poll())) {
                    throw new TemplateProblem("it has '" + operator + "' where no such bracket is open");
                }
            }
            default -> {}
        }
    }

    private void text(char quote) {
        int from = at + 1;
        int end = from;
        while (end < source.length() && source.charAt(end) != quote) {
            end += source.charAt(end) == '\\' ? 2 : 1;
        }
        if (end >= source.length()) {
            throw new TemplateProblem("its text in quotes at character " + at + " does not end");
        }
        tokens.add(new Token(Kind.TEXT, Escapes.resolved(source.substring(from, end))));
        at = end + 1;
    }
}
