package dev.intarsia.model.chat.jinja;

import dev.intarsia.model.chat.jinja.Token.Kind;
import java.util.List;

/** A template's tokens, read from the first to the last. */
final class Tokens {
    private static final int DEEPEST = 100;

    private final List<Token> all;
    private int at;
    private int depth;

    Tokens(List<Token> all) {
        this.all = all;
    }

    Token current() {
        return all.get(at);
    }

    Token next() {
        Token token = all.get(at);
        at = Math.min(at + 1, all.size() - 1);
        return token;
    }

    boolean isOperator(String text) {
        return current().is(Kind.OPERATOR, text);
    }

    boolean isName(String text) {
        return current().is(Kind.NAME, text);
    }

    boolean skip(Kind kind, String text) {
        boolean there = current().is(kind, text);
        if (there) {
            next();
        }
        return there;
    }

    boolean skipOperator(String text) {
        return skip(Kind.OPERATOR, text);
    }

    boolean skipName(String text) {
        return skip(Kind.NAME, text);
    }

    String name() {
        if (current().kind() != Kind.NAME) {
            throw unexpected("a name");
        }
        return next().text();
    }

    void operator(String text) {
        if (!skipOperator(text)) {
            throw unexpected("'" + text + "'");
        }
    }

    void end(Kind kind) {
        if (current().kind() != kind) {
            throw unexpected("the end of the tag");
        }
        next();
    }

    /** Blocks and expressions within each other. */
    void enter() {
        if (++depth > DEEPEST) {
            throw problem("it is nested more than " + DEEPEST + " deep");
        }
    }

    void leave() {
        depth--;
    }

    JinjaException unexpected(String wanted) {
        String found = current().kind() == Kind.END
                ? "the template's end"
                : "'" + current().text() + "'";
        return problem("there is " + found + " where " + wanted + " is expected");
    }

    JinjaException problem(String problem) {
        return new JinjaException("line " + current().line() + ": " + problem);
    }
}
