package dev.intarsia.model.chat.jinja;

import dev.intarsia.model.chat.jinja.Expression.Given;
import dev.intarsia.model.chat.jinja.Token.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads expressions, with Jinja's precedence: choices bind least, then or, and, not, comparisons, + and -, ~, * and so on. */
final class ExpressionParser {
    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");
    private static final Set<String> NO_ARGUMENT = Set.of("else", "or", "and", "is", "if", "not", "in");

    private final Tokens tokens;

    ExpressionParser(Tokens tokens) {
        this.tokens = tokens;
    }

    /** An expression, or several with commas between, which are a list. */
    Expression several() {
        Expression first = expression();
        if (!tokens.isOperator(",")) {
            return first;
        }
        List<Expression> all = new ArrayList<>(List.of(first));
        while (tokens.skipOperator(",") && tokens.current().kind() != Kind.BLOCK_END) {
            all.add(expression());
        }
        return new Expression.Listing(all);
    }

    Expression expression() {
        tokens.enter();
        Expression value = or();
        while (tokens.skipName("if")) {
            Expression condition = or();
            value = new Expression.Choice(value, condition, tokens.skipName("else") ? expression() : null);
        }
        tokens.leave();
        return value;
    }

    Expression or() {
        Expression left = and();
        while (tokens.skipName("or")) {
            left = new Expression.Either(left, and(), true);
        }
        return left;
    }

    private Expression and() {
        Expression left = not();
        while (tokens.skipName("and")) {
            left = new Expression.Either(left, not(), false);
        }
        return left;
    }

    private Expression not() {
        if (!tokens.skipName("not")) {
            return comparison();
        }
        tokens.enter();
        Expression negated = new Expression.Not(not());
        tokens.leave();
        return negated;
    }

    private Expression comparison() {
        Expression first = sum();
        List<String> operators = new ArrayList<>();
        List<Expression> others = new ArrayList<>();
        while (true) {
            Token token = tokens.current();
            if (token.kind() == Kind.OPERATOR && COMPARISONS.contains(token.text()) || tokens.isName("in")) {
                operators.add(tokens.next().text());
            } else if (tokens.skipName("not")) {
                if (!tokens.skipName("in")) {
                    throw tokens.unexpected("'in'");
                }
                operators.add("not in");
            } else {
                return others.isEmpty() ? first : new Expression.Comparison(first, operators, others);
            }
            others.add(sum());
        }
    }

    private Expression sum() {
        Expression left = joined();
        while (tokens.isOperator("+") || tokens.isOperator("-")) {
            left = new Expression.Binary(tokens.next().text(), left, joined());
        }
        return left;
    }

    private Expression joined() {
        Expression left = product();
        while (tokens.isOperator("~")) {
            left = new Expression.Binary(tokens.next().text(), left, product());
        }
        return left;
    }

    private Expression product() {
        Expression left = power();
        while (tokens.isOperator("*") || tokens.isOperator("/") || tokens.isOperator("//") || tokens.isOperator("%")) {
            left = new Expression.Binary(tokens.next().text(), left, power());
        }
        return left;
    }

    private Expression power() {
        Expression left = unary(true);
        while (tokens.isOperator("**")) {
            left = new Expression.Binary(tokens.next().text(), left, unary(true));
        }
        return left;
    }

    private Expression unary(boolean filtered) {
        tokens.enter();
        Expression value;
        if (tokens.skipOperator("-")) {
            value = new Expression.Negative(unary(false));
        } else if (tokens.skipOperator("+")) {
            value = unary(false);
        } else {
            value = primary();
        }
        value = postfix(value);
        if (filtered) {
            value = filters(value);
        }
        tokens.leave();
        return value;
    }

    private Expression primary() {
        Token token = tokens.next();
        switch (token.kind()) {
            case NAME:
                return switch (token.text()) {
                    case "true", "True" -> new Expression.Literal(true);
                    case "false", "False" -> new Expression.Literal(false);
                    case "none", "None" -> new Expression.Literal(None.NONE);
                    default -> new Expression.Name(token.text());
                };
            case STRING:
                StringBuilder text = new StringBuilder(token.text());
                while (tokens.current().kind() == Kind.STRING) {
                    text.append(tokens.next().text());
                }
                return new Expression.Literal(text.toString());
            case INTEGER:
                try {
                    return new Expression.Literal(Long.valueOf(token.text()));
                } catch (NumberFormatException e) {
                    throw tokens.problem("the number " + token.text() + " is too large");
                }
            case FLOAT:
                return new Expression.Literal(Double.valueOf(token.text()));
            default:
                return switch (token.text()) {
                    case "(" -> bracketed();
                    case "[" -> new Expression.Listing(upTo("]"));
                    case "{" -> mapping();
                    default -> throw tokens.problem("there is '" + token.text() + "' where an expression is expected");
                };
        }
    }

    /** One expression in brackets, or a list: {@code (a, b)}. */
    private Expression bracketed() {
        if (tokens.skipOperator(")")) {
            return new Expression.Listing(List.of());
        }
        Expression first = expression();
        if (tokens.skipOperator(")")) {
            return first;
        }
        tokens.operator(",");
        List<Expression> all = new ArrayList<>(List.of(first));
        all.addAll(upTo(")"));
        return new Expression.Listing(all);
    }

    private List<Expression> upTo(String end) {
        List<Expression> all = new ArrayList<>();
        while (!tokens.skipOperator(end)) {
            all.add(expression());
            if (!tokens.isOperator(end)) {
                tokens.operator(",");
            }
        }
        return all;
    }

    private Expression mapping() {
        List<Expression> entries = new ArrayList<>();
        while (!tokens.skipOperator("}")) {
            entries.add(expression());
            tokens.operator(":");
            entries.add(expression());
            if (!tokens.isOperator("}")) {
                tokens.operator(",");
            }
        }
        return new Expression.Mapping(entries);
    }

    private Expression postfix(Expression start) {
        Expression value = start;
        while (true) {
            if (tokens.skipOperator(".")) {
                value = tokens.current().kind() == Kind.INTEGER
                        ? new Expression.Item(value, primary())
                        : new Expression.Attribute(value, tokens.name());
            } else if (tokens.skipOperator("[")) {
                value = subscript(value);
            } else if (tokens.isOperator("(")) {
                value = new Expression.Call(value, given());
            } else {
                return value;
            }
        }
    }

    private Expression subscript(Expression of) {
        Expression from = tokens.isOperator(":") ? null : expression();
        if (from != null && tokens.skipOperator("]")) {
            return new Expression.Item(of, from);
        }
        tokens.operator(":");
        Expression to = bound();
        Expression step = tokens.skipOperator(":") ? bound() : null;
        tokens.operator("]");
        return new Expression.Slice(of, from, to, step);
    }

    private @Nullable Expression bound() {
        return tokens.isOperator(":") || tokens.isOperator("]") ? null : expression();
    }

    private Expression filters(Expression start) {
        Expression value = start;
        while (true) {
            if (tokens.skipOperator("|")) {
                value = filter(value);
            } else if (tokens.skipName("is")) {
                value = test(value);
            } else if (tokens.isOperator("(")) {
                value = new Expression.Call(value, given());
            } else {
                return value;
            }
        }
    }

    Expression filter(Expression value) {
        String name = tokens.name();
        return new Expression.Filter(value, name, tokens.isOperator("(") ? given() : Given.NOTHING);
    }

    private Expression test(Expression value) {
        boolean negated = tokens.skipName("not");
        String name = tokens.name();
        Given given = Given.NOTHING;
        Kind kind = tokens.current().kind();
        if (tokens.isOperator("(")) {
            given = given();
        } else if (kind == Kind.STRING
                || kind == Kind.INTEGER
                || kind == Kind.FLOAT
                || tokens.isOperator("[")
                || tokens.isOperator("{")
                || kind == Kind.NAME && !NO_ARGUMENT.contains(tokens.current().text())) {
            given = new Given(List.of(postfix(primary())), Map.of());
        }
        return new Expression.Test(value, name, given, negated);
    }

    private Given given() {
        tokens.operator("(");
        List<Expression> ordered = new ArrayList<>();
        Map<String, Expression> named = new LinkedHashMap<>();
        while (!tokens.skipOperator(")")) {
            if (tokens.isOperator("*") || tokens.isOperator("**")) {
                throw tokens.problem("'*' before an argument is not known here");
            }
            Expression value = expression();
            if (value instanceof Expression.Name name && tokens.skipOperator("=")) {
                named.put(name.name(), expression());
            } else {
                ordered.add(value);
            }
            if (!tokens.isOperator(")")) {
                tokens.operator(",");
            }
        }
        return new Given(ordered, named);
    }
}
