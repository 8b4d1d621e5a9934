package dev.intarsia.model.chat.jinja;

import dev.intarsia.model.chat.jinja.Token.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a source into tokens, with {@code trim_blocks} and {@code lstrip_blocks} on, as Transformers has them. */
final class Lexer {
    private static final Pattern OPENING = Pattern.compile("\\{[{%#]");
    private static final Pattern RAW = Pattern.compile("\\{%[-+]?\\s*raw\\s*([-+]?)%\\}");
    private static final Pattern ENDRAW = Pattern.compile("\\{%([-+]?)\\s*endraw\\s*([-+]?)%\\}");
    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*+");
    private static final Pattern NUMBER =
            Pattern.compile("[0-9]++(?:_[0-9]++)*+(\\.[0-9]++(?:[eE][+-]?[0-9]++)?|[eE][+-]?[0-9]++)?");
    private static final Pattern OPERATOR = Pattern.compile("//|\\*\\*|==|!=|<=|>=|[-+*/%~\\[\\](){}<>=.:|,]");

    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int line = 1;

    private Lexer(String source) {
        this.source = source;
    }

    static List<Token> tokens(String source) {
        String lines = source.replace("\r\n", "\n").replace('\r', '\n');
        Lexer lexer = new Lexer(lines.endsWith("\n") ? lines.substring(0, lines.length() - 1) : lines);
        lexer.run();
        return lexer.tokens;
    }

    private void run() {
        Matcher opening = OPENING.matcher(source);
        while (opening.find(at)) {
            int begin = opening.start();
            char kind = source.charAt(begin + 1);
            char sign = begin + 2 < source.length() ? source.charAt(begin + 2) : ' ';
            text(stripped(source.substring(at, begin), kind, sign));
            move(begin);
            Matcher raw = RAW.matcher(source).region(begin, source.length());
            if (kind == '%' && raw.lookingAt()) {
                move(raw.end());
                after('%', sign(raw.group(1)));
                raw();
                continue;
            }
            move(begin + 2 + (sign == '-' || sign == '+' ? 1 : 0));
            if (kind == '#') {
                comment();
            } else {
                add(kind == '%' ? Kind.BLOCK_BEGIN : Kind.PRINT_BEGIN, "");
                inside(kind == '%' ? "%}" : "}}");
                add(kind == '%' ? Kind.BLOCK_END : Kind.PRINT_END, "");
            }
        }
        text(source.substring(at));
        add(Kind.END, "");
    }

    /** What stands before a tag, without the white space that the tag takes away. */
    private String stripped(String text, char kind, char sign) {
        if (sign == '-') {
            return Texts.strip(text, "", false, true);
        }
        int start = text.lastIndexOf('\n') + 1;
        boolean beginsLine = start > 0 || at == 0 || source.charAt(at - 1) == '\n';
        boolean blank = Texts.strip(text.substring(start), "", true, false).isEmpty();
        return kind != '{' && sign != '+' && beginsLine && blank ? text.substring(0, start) : text;
    }

    /** What a tag takes away behind it. */
    private void after(char kind, char sign) {
        if (sign == '-') {
            while (at < source.length() && Texts.isSpace(source.charAt(at))) {
                move(at + 1);
            }
        } else if (sign != '+' && kind != '}' && at < source.length() && source.charAt(at) == '\n') {
            move(at + 1);
        }
    }

    private static char sign(String text) {
        return text.isEmpty() ? ' ' : text.charAt(0);
    }

    private void comment() {
        int end = source.indexOf("#}", at);
        if (end < 0) {
            throw problem("a comment does not end");
        }
        char sign = source.charAt(end - 1);
        move(end + 2);
        after('#', sign);
    }

    private void raw() {
        Matcher end = ENDRAW.matcher(source);
        if (!end.find(at)) {
            throw problem("a raw block does not end");
        }
        text(stripped(source.substring(at, end.start()), '%', sign(end.group(1))));
        move(end.end());
        after('%', sign(end.group(2)));
    }

    /** Everything up to the end of a tag that stands outside all brackets. */
    private void inside(String end) {
        Deque<String> open = new ArrayDeque<>();
        while (true) {
            while (at < source.length() && Texts.isSpace(source.charAt(at))) {
                move(at + 1);
            }
            if (at >= source.length()) {
                throw problem("a tag does not end");
            }
            char sign = source.charAt(at);
            boolean signed = (sign == '-' || sign == '+' && end.equals("%}")) && source.startsWith(end, at + 1);
            if (open.isEmpty() && (signed || source.startsWith(end, at))) {
                move(at + end.length() + (signed ? 1 : 0));
                after(end.charAt(0), signed ? sign : ' ');
                return;
            }
            one(open);
        }
    }

    private void one(Deque<String> open) {
        Token last = tokens.get(tokens.size() - 1);
        char c = source.charAt(at);
        if (c == '\'' || c == '"') {
            string(c);
        } else if (!matched(NAME, Kind.NAME) && !number(last)) {
            Matcher operator = OPERATOR.matcher(source).region(at, source.length());
            if (!operator.lookingAt()) {
                throw problem("'" + c + "' has no place in an expression");
            }
            String text = operator.group();
            if ("([{".contains(text)) {
                open.push(text);
            } else if (")]}".contains(text) && (open.isEmpty() || "([{".indexOf(open.pop()) != ")]}".indexOf(text))) {
                throw problem("'" + text + "' closes nothing");
            }
            add(Kind.OPERATOR, text);
            move(operator.end());
        }
    }

    private boolean matched(Pattern pattern, Kind kind) {
        Matcher matcher = pattern.matcher(source).region(at, source.length());
        if (matcher.lookingAt()) {
            add(kind, matcher.group());
            move(matcher.end());
            return true;
        }
        return false;
    }

    /** Behind a dot there are only whole ones: {@code messages.0.content}. */
    private boolean number(Token last) {
        Matcher matcher = NUMBER.matcher(source).region(at, source.length());
        if (!matcher.lookingAt()) {
            return false;
        }
        boolean whole = matcher.group(1) == null || last.is(Kind.OPERATOR, ".");
        int end = whole && matcher.group(1) != null ? matcher.start(1) : matcher.end();
        add(whole ? Kind.INTEGER : Kind.FLOAT, source.substring(at, end).replace("_", ""));
        move(end);
        return true;
    }

    private void string(char quote) {
        int end = at + 1;
        while (end < source.length() && source.charAt(end) != quote) {
            end += source.charAt(end) == '\\' ? 2 : 1;
        }
        if (end >= source.length()) {
            throw problem("a text in quotes does not end");
        }
        add(Kind.STRING, Texts.unescaped(source.substring(at + 1, end)));
        move(end + 1);
    }

    private void text(String text) {
        if (!text.isEmpty()) {
            add(Kind.TEXT, text);
        }
    }

    private void add(Kind kind, String text) {
        tokens.add(new Token(kind, text, line));
    }

    private void move(int to) {
        for (; at < to; at++) {
            line += source.charAt(at) == '\n' ? 1 : 0;
        }
    }

    private JinjaException problem(String problem) {
        return new JinjaException("line " + line + ": " + problem);
    }
}
