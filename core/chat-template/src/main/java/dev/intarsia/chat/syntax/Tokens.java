package dev.intarsia.chat.syntax;

import dev.intarsia.chat.syntax.Token.Kind;
import dev.intarsia.chat.value.TemplateProblem;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** A template's tokens, read from the first to the last; it also keeps which names were read and how deep the parts lie. */
final class Tokens {
    private static final int DEEPEST = 200;

    private final List<Token> tokens;
    private final Deque<Set<String>> read = new ArrayDeque<>();
    private int at;
    private int depth;

    Tokens(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token peek() {
        return tokens.get(at);
    }

    Token peekSecond() {
        return tokens.get(Math.min(at + 1, tokens.size() - 1));
    }

    Token next() {
        Token token = peek();
        if (token.kind() != Kind.END) {
            at++;
        }
        return token;
    }

    boolean takeOperator(String operator) {
        return take(peek().isOperator(operator));
    }

    boolean takeName(String name) {
        return take(peek().isName(name));
    }

    private boolean take(boolean there) {
        if (there) {
            next();
        }
        return there;
    }

    void expectOperator(String operator) {
        if (!takeOperator(operator)) {
            throw unexpected("'" + operator + "'");
        }
    }

    /**
     * Reads parts with commas between them, up to an operator, which is read, too.
     *
     * @return whether a comma followed one of them
     */
    boolean separated(String end, Runnable part) {
        boolean comma = false;
        while (!peek().isOperator(end)) {
            part.run();
            if (!takeOperator(",")) {
                break;
            }
            comma = true;
        }
        expectOperator(end);
        return comma;
    }

    String expectName() {
        if (peek().kind() != Kind.NAME) {
            throw unexpected("a name");
        }
        return next().text();
    }

    void expect(Kind kind, String what) {
        if (next().kind() != kind) {
            at--;
            throw unexpected(what);
        }
    }

    TemplateProblem unexpected(String wanted) {
        return new TemplateProblem("it has '" + brief(peek().text()) + "' where " + wanted + " is expected");
    }

    private static String brief(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "..." : text;
    }

    /** Reads a part within another. */
    <T> T deeper(Supplier<T> part) {
        if (++depth > DEEPEST) {
            throw new TemplateProblem("it has parts nested deeper than " + DEEPEST);
        }
        try {
            return part.get();
        } finally {
            depth--;
        }
    }

    void beginNames() {
        read.push(new HashSet<>());
    }

    void readsName(String name) {
        if (!read.isEmpty()) {
            read.peek().add(name);
        }
    }

    /** The names that were read since the last {@link #beginNames}. */
    Set<String> endNames() {
        Set<String> names = read.pop();
        names.forEach(this::readsName);
        return names;
    }
}
