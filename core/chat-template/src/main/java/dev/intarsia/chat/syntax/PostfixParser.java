package dev.intarsia.chat.syntax;

import dev.intarsia.chat.syntax.Token.Kind;
import dev.intarsia.chat.value.Absent;
import dev.intarsia.chat.value.Budget;
import dev.intarsia.chat.value.Reach;
import dev.intarsia.chat.value.Slice;
import dev.intarsia.chat.value.TemplateProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what follows a value directly: parts of it, and calls. */
final class PostfixParser {
    private final Tokens tokens;
    private final ExpressionParser expressions;

    PostfixParser(Tokens tokens, ExpressionParser expressions) {
        this.tokens = tokens;
        this.expressions = expressions;
    }

    Expression postfix(Expression value) {
        while (true) {
            if (tokens.takeOperator(".")) {
                value = member(value);
            } else if (tokens.takeOperator("[")) {
                value = bracket(value);
            } else if (tokens.peek().isOperator("(")) {
                value = call(value);
            } else {
                return value;
            }
        }
    }

    private Expression member(Expression value) {
        if (tokens.peek().kind() == Kind.WHOLE) {
            Object index = LiteralParser.whole(tokens.next().text());
            return scope -> Reach.item(value.value(scope), index);
        }
        return new Call.Member(value, tokens.expectName());
    }

    private Expression bracket(Expression value) {
        Expression start = tokens.peek().isOperator(":") ? null : expressions.expression();
        if (start != null && !tokens.peek().isOperator(":")) {
            if (tokens.peek().isOperator(",")) {
                throw new TemplateProblem("it asks for an entry by a tuple, which is not known here");
            }
            tokens.expectOperator("]");
            return scope -> Reach.item(value.value(scope), start.value(scope));
        }
        tokens.expectOperator(":");
        Expression stop = bound();
        Expression step = tokens.takeOperator(":") ? bound() : null;
        tokens.expectOperator("]");
        return scope -> {
            Budget.spend(1);
            return Slice.of(value.value(scope), in(start, scope), in(stop, scope), in(step, scope));
        };
    }

    private @Nullable Expression bound() {
        return tokens.peek().isOperator(":") || tokens.peek().isOperator("]") ? null : expressions.expression();
    }

    private static @Nullable Object in(@Nullable Expression bound, Scope scope) {
        Object value = bound == null ? null : bound.value(scope);
        return value == Absent.NONE ? null : value;
    }

    Expression call(Expression value) {
        return new Call(value, arguments());
    }

    CallArguments arguments() {
        return tokens.deeper(this::argumentsHere);
    }

    private CallArguments argumentsHere() {
        tokens.expectOperator("(");
        List<Expression> given = new ArrayList<>();
        Map<String, Expression> named = new LinkedHashMap<>();
        @Nullable Expression[] starred = new Expression[2];
        tokens.separated(")", () -> {
            if (tokens.takeOperator("**")) {
                starred[1] = once(starred[1]);
            } else if (tokens.takeOperator("*")) {
                starred[0] = once(starred[0]);
            } else if (tokens.peek().kind() == Kind.NAME && tokens.peekSecond().isOperator("=")) {
                String name = tokens.next().text();
                tokens.next();
                named.put(name, expressions.expression());
            } else if (named.isEmpty() && starred[0] == null && starred[1] == null) {
                given.add(expressions.expression());
            } else {
                throw tokens.unexpected("a named argument");
            }
        });
        return new CallArguments(given, named, starred[0], starred[1]);
    }

    private Expression once(@Nullable Expression before) {
        if (before != null) {
            throw tokens.unexpected("one such argument alone");
        }
        return expressions.expression();
    }
}
