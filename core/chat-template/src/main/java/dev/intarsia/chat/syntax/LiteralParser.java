package dev.intarsia.chat.syntax;

import dev.intarsia.chat.syntax.Token.Kind;
import dev.intarsia.chat.value.Absent;
import dev.intarsia.chat.value.Budget;
import dev.intarsia.chat.value.TemplateProblem;
import dev.intarsia.chat.value.Tuple;
import dev.intarsia.chat.value.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what expressions are made of: names, constants, tuples, lists and maps. */
final class LiteralParser {
    private static final int LONGEST_NUMBER = 18;

    private final Tokens tokens;
    private final ExpressionParser expressions;

    LiteralParser(Tokens tokens, ExpressionParser expressions) {
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
        return switch (name) {
            case "true", "True" -> constant(true);
            case "false", "False" -> constant(false);
            case "none", "None" -> constant(Absent.NONE);
            default -> {
                tokens.readsName(name);
                yield new Call.Variable(name);
            }
        };
    }

    private Expression text() {
        StringBuilder text = new StringBuilder();
        while (tokens.peek().kind() == Kind.TEXT) {
            text.append(tokens.next().text());
        }
        return constant(text.toString());
    }

    static Object whole(String digits) {
        String plain = digits.replace("_", "");
        if (plain.length() > LONGEST_NUMBER + 1) {
            throw new TemplateProblem(
                    "it has the number " + plain.substring(0, LONGEST_NUMBER) + "..., an overflow here");
        }
        return Long.parseLong(plain);
    }

    private Expression parenthesis() {
        tokens.next();
        boolean empty = tokens.peek().isOperator(")");
        List<Expression> items = new ArrayList<>();
        boolean several = tokens.separated(")", () -> items.add(expressions.expression()));
        return empty || several ? tuple(items) : items.get(0);
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
        tokens.separated("]", () -> items.add(expressions.expression()));
        return scope -> Values.list(values(items, scope));
    }

    private record Entry(Expression key, Expression value) {}

    private Expression map() {
        tokens.next();
        List<Entry> entries = new ArrayList<>();
        tokens.separated("}", () -> {
            Expression key = expressions.expression();
            tokens.expectOperator(":");
            entries.add(new Entry(key, expressions.expression()));
        });
        return scope -> {
            Map<Object, Object> map = new LinkedHashMap<>();
            for (Entry entry : entries) {
                Budget.spend(1);
                map.put(Values.key(entry.key().value(scope)), entry.value().value(scope));
            }
            return map;
        };
    }
}
