package dev.intarsia.chat;

import dev.intarsia.chat.Token.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads what expressions are made of: values, and what is asked of them. */
final class PrimaryParser {
    private static final int LONGEST_NUMBER = 18;

    private final Tokens tokens;
    private final ExpressionParser expressions;

    PrimaryParser(Tokens tokens, ExpressionParser expressions) {
        this.tokens = tokens;
        this.expressions = expressions;
    }

    Expression primary() {
        Token token = tokens.peek();
        return switch (token.kind()) {
            case NAME -> name(tokens.next().text());
            case TEXT -> text();
            case WHOLE -> constant(whole(tokens.next().text()));
            case FRACTION -> constant(Double.parseDouble(tokens.next().text().replace("_", "")));
            case OPERATOR ->
                switch (token.text()) {
                    case "(" -> tokens.deeper(this::parenthesis);
                    case "[" -> tokens.deeper(this::list);
                    case "{" -> tokens.deeper(this::map);
                    default -> throw tokens.unexpected("a value");
                };
            default -> throw tokens.unexpected("a value");
        };
    }

    private static Expression constant(Object value) {
        return scope -> value;
    }

    private Expression name(String name) {
        switch (name) {
            case "true", "True":
                return constant(true);
            case "false", "False":
                return constant(false);
            case "none", "None":
                return constant(Absent.NONE);
            default:
                tokens.readsName(name);
                return new Variable(name);
        }
    }

    private Expression text() {
        StringBuilder text = new StringBuilder();
        while (tokens.peek().kind() == Kind.TEXT) {
            text.append(tokens.next().text());
        }
        return constant(text.toString());
    }

    private static Object whole(String digits) {
        String plain = digits.replace("_", "");
        if (plain.length() > LONGEST_NUMBER + 1) {
            throw new TemplateProblem(
                    "it has the number " + plain.substring(0, LONGEST_NUMBER) + "..., an overflow here");
        }
        return Long.parseLong(plain);
    }

    private Expression parenthesis() {
        tokens.next();
        List<Expression> items = new ArrayList<>();
        boolean tuple = tokens.peek().isOperator(")");
        while (!tokens.peek().isOperator(")")) {
            items.add(expressions.expression());
            if (!tokens.takeOperator(",")) {
                break;
            }
            tuple = true;
        }
        tokens.expectOperator(")");
        return tuple ? tuple(items) : items.get(0);
    }

    static Expression tuple(List<Expression> items) {
        return scope -> new Tuple(values(items, scope));
    }

    private static List<Object> values(List<Expression> items, Scope scope) {
        Budget.spend(1 + items.size());
        List<Object> values = new ArrayList<>();
        items.forEach(item -> values.add(item.value(scope)));
        return values;
    }

    private Expression list() {
        tokens.next();
        List<Expression> items = new ArrayList<>();
        while (!tokens.peek().isOperator("]")) {
            items.add(expressions.expression());
            if (!tokens.takeOperator(",")) {
                break;
            }
        }
        tokens.expectOperator("]");
        return scope -> Operators.list(values(items, scope));
    }

    private Expression map() {
        tokens.next();
        List<Expression> keys = new ArrayList<>();
        List<Expression> values = new ArrayList<>();
        while (!tokens.peek().isOperator("}")) {
            keys.add(expressions.expression());
            tokens.expectOperator(":");
            values.add(expressions.expression());
            if (!tokens.takeOperator(",")) {
                break;
            }
        }
        tokens.expectOperator("}");
        return scope -> {
            Map<Object, Object> map = new LinkedHashMap<>();
            for (int i = 0; i < keys.size(); i++) {
                Budget.spend(1);
                map.put(Python.key(keys.get(i).value(scope)), values.get(i).value(scope));
            }
            return map;
        };
    }

    /** What follows a value directly: parts of it, and calls. */
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
            Object index = whole(tokens.next().text());
            return scope -> Reach.item(value.value(scope), index);
        }
        String name = tokens.expectName();
        return new Member(value, name);
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
            return Operators.slice(value.value(scope), in(start, scope), in(stop, scope), in(step, scope));
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
        CallArguments arguments = arguments();
        String what = value instanceof Variable variable
                ? "'" + variable.name() + "'"
                : value instanceof Member member ? "'" + member.name() + "' of a value that has none" : "";
        return scope -> {
            Budget.spend(1);
            Object called = value.value(scope);
            if (Absent.undefined(called) && !what.isEmpty()) {
                throw new TemplateProblem("it calls " + what + ", which is not known here");
            }
            return Reach.call(called, arguments.in(scope));
        };
    }

    /** A name. */
    private record Variable(String name) implements Expression {
        @Override
        public Object value(Scope scope) {
            return scope.get(name);
        }
    }

    /** What follows a dot. */
    private record Member(Expression base, String name) implements Expression {
        @Override
        public Object value(Scope scope) {
            return Reach.attribute(base.value(scope), name);
        }
    }

    /** A function that is called: all up to its last arguments, which are handed on. */
    Expression callee(Consumer<CallArguments> last) {
        Expression value = primary();
        while (true) {
            if (tokens.takeOperator(".")) {
                value = member(value);
            } else if (tokens.takeOperator("[")) {
                value = bracket(value);
            } else if (tokens.peek().isOperator("(")) {
                CallArguments arguments = arguments();
                if (tokens.peek().kind() == Kind.BLOCK_END) {
                    last.accept(arguments);
                    return value;
                }
                Expression called = value;
                value = scope -> Reach.call(called.value(scope), arguments.in(scope));
            } else {
                return value;
            }
        }
    }

    CallArguments arguments() {
        return tokens.deeper(this::argumentsHere);
    }

    private CallArguments argumentsHere() {
        tokens.expectOperator("(");
        List<Expression> given = new ArrayList<>();
        Map<String, Expression> named = new LinkedHashMap<>();
        Expression list = null;
        Expression map = null;
        while (!tokens.peek().isOperator(")")) {
            if (tokens.takeOperator("**")) {
                map = once(map);
            } else if (tokens.takeOperator("*")) {
                list = once(list);
            } else if (tokens.peek().kind() == Kind.NAME && tokens.peekSecond().isOperator("=")) {
                String name = tokens.next().text();
                tokens.next();
                named.put(name, expressions.expression());
            } else if (named.isEmpty() && list == null && map == null) {
                given.add(expressions.expression());
            } else {
                throw tokens.unexpected("a named argument");
            }
            if (!tokens.takeOperator(",")) {
                break;
            }
        }
        tokens.expectOperator(")");
        return new CallArguments(given, named, list, map);
    }

    private Expression once(@Nullable Expression before) {
        if (before != null) {
            throw tokens.unexpected("one such argument alone");
        }
        return expressions.expression();
    }
}
