package dev.intarsia.chat;

import dev.intarsia.chat.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads expressions in Jinja2's order of operators. */
final class ExpressionParser {
    private static final Set<String> AFTER_TEST = Set.of("else", "or", "and");

    private final Tokens tokens;
    private final PrimaryParser primaries;

    ExpressionParser(Tokens tokens) {
        this.tokens = tokens;
        this.primaries = new PrimaryParser(tokens, this);
    }

    Expression expression() {
        return tokens.deeper(this::choice);
    }

    private Expression choice() {
        Expression value = or();
        while (tokens.takeName("if")) {
            Expression yes = value;
            Expression condition = or();
            Expression no = tokens.takeName("else") ? expression() : scope -> Absent.UNDEFINED;
            value = scope -> Python.truth(condition.value(scope)) ? yes.value(scope) : no.value(scope);
        }
        return value;
    }

    /** An expression without a choice between two. */
    Expression or() {
        Expression value = and();
        while (tokens.takeName("or")) {
            Expression left = value;
            Expression right = and();
            value = scope -> {
                Object first = left.value(scope);
                return Python.truth(first) ? first : right.value(scope);
            };
        }
        return value;
    }

    private Expression and() {
        Expression value = not();
        while (tokens.takeName("and")) {
            Expression left = value;
            Expression right = not();
            value = scope -> {
                Object first = left.value(scope);
                return Python.truth(first) ? right.value(scope) : first;
            };
        }
        return value;
    }

    private Expression not() {
        if (!tokens.takeName("not")) {
            return comparison();
        }
        Expression value = tokens.deeper(this::not);
        return scope -> !Python.truth(value.value(scope));
    }

    private record Comparison(BinaryOperator<Object> operator, Expression with) {}

    private Expression comparison() {
        Expression first = sum();
        List<Comparison> further = new ArrayList<>();
        for (BinaryOperator<Object> operator = comparing(); operator != null; operator = comparing()) {
            further.add(new Comparison(operator, sum()));
        }
        if (further.isEmpty()) {
            return first;
        }
        return scope -> {
            Object left = first.value(scope);
            Object result = true;
            for (Comparison one : further) {
                Budget.spend(1);
                Object right = one.with().value(scope);
                result = one.operator().apply(left, right);
                if (!Python.truth(result)) {
                    return result;
                }
                left = right;
            }
            return result;
        };
    }

    private @Nullable BinaryOperator<Object> comparing() {
        if (tokens.takeName("in")) {
            return (item, holder) -> Python.contains(holder, item);
        } else if (tokens.peek().isName("not") && tokens.peekSecond().isName("in")) {
            tokens.next();
            tokens.next();
            return (item, holder) -> !Python.contains(holder, item);
        } else if (tokens.peek().kind() != Kind.OPERATOR) {
            return null;
        }
        BinaryOperator<Object> operator = switch (tokens.peek().text()) {
            case "==" -> Python::equal;
            case "!=" -> (a, b) -> !Python.equal(a, b);
            case "<" -> (a, b) -> Python.compare(a, b) < 0;
            case "<=" -> (a, b) -> Python.compare(a, b) <= 0;
            case ">" -> (a, b) -> Python.compare(a, b) > 0;
            case ">=" -> (a, b) -> Python.compare(a, b) >= 0;
            default -> null;
        };
        if (operator != null) {
            tokens.next();
        }
        return operator;
    }

    private Expression sum() {
        Expression value = joined();
        while (tokens.peek().isOperator("+") || tokens.peek().isOperator("-")) {
            boolean plus = tokens.next().text().equals("+");
            value = binary(value, joined(), plus ? Operators::add : Operators::subtract);
        }
        return value;
    }

    private Expression joined() {
        Expression value = product();
        while (tokens.takeOperator("~")) {
            value = binary(value, product(), Operators::join);
        }
        return value;
    }

    private Expression product() {
        Expression value = power();
        while (tokens.peek().kind() == Kind.OPERATOR) {
            BinaryOperator<Object> operator = switch (tokens.peek().text()) {
                case "*" -> Operators::multiply;
                case "/" -> Operators::divide;
                case "//" -> Operators::divideWhole;
                case "%" -> Operators::remainder;
                default -> null;
            };
            if (operator == null) {
                break;
            }
            tokens.next();
            value = binary(value, power(), operator);
        }
        return value;
    }

    private Expression power() {
        Expression value = unary(true);
        while (tokens.takeOperator("**")) {
            value = binary(value, unary(true), Operators::power);
        }
        return value;
    }

    private static Expression binary(Expression left, Expression right, BinaryOperator<Object> operator) {
        return scope -> {
            Budget.spend(1);
            return operator.apply(left.value(scope), right.value(scope));
        };
    }

    private Expression unary(boolean filtered) {
        Expression value;
        if (tokens.takeOperator("-")) {
            Expression negated = tokens.deeper(() -> unary(false));
            value = scope -> Operators.negative(negated.value(scope));
        } else if (tokens.takeOperator("+")) {
            Expression kept = tokens.deeper(() -> unary(false));
            value = scope -> Operators.subtract(kept.value(scope), 0L);
        } else {
            value = primaries.primary();
        }
        value = primaries.postfix(value);
        return filtered ? filtered(value) : value;
    }

    private Expression filtered(Expression value) {
        while (true) {
            if (tokens.peek().isOperator("|")) {
                value = filters(value);
            } else if (tokens.takeName("is")) {
                value = test(value);
            } else if (tokens.peek().isOperator("(")) {
                value = primaries.call(value);
            } else {
                return value;
            }
        }
    }

    /** Filters, each after a bar. */
    Expression filters(Expression value) {
        while (tokens.takeOperator("|")) {
            value = filter(value);
        }
        return value;
    }

    /** One filter, after its bar. */
    Expression filter(Expression value) {
        String name = name();
        CallArguments arguments = tokens.peek().isOperator("(") ? primaries.arguments() : CallArguments.NONE;
        Filters.Operation filter = Filters.named(name);
        return scope -> {
            Budget.spend(1);
            Object filtered = filter.apply(value.value(scope), arguments.in(scope));
            return filtered instanceof String text ? Budget.text(text) : filtered;
        };
    }

    private String name() {
        StringBuilder name = new StringBuilder(tokens.expectName());
        while (tokens.takeOperator(".")) {
            name.append('.').append(tokens.expectName());
        }
        return name.toString();
    }

    private Expression test(Expression value) {
        boolean negated = tokens.takeName("not");
        String name = name();
        CallArguments arguments = CallArguments.NONE;
        if (tokens.peek().isOperator("(")) {
            arguments = primaries.arguments();
        } else if (beginsArgument()) {
            Expression argument = primaries.postfix(primaries.primary());
            arguments = CallArguments.of(argument);
        }
        CallArguments given = arguments;
        return scope -> {
            Budget.spend(1);
            Tests.require(name);
            return negated
                    ^ Tests.holds(name, value.value(scope), given.in(scope).given());
        };
    }

    private boolean beginsArgument() {
        Token token = tokens.peek();
        return switch (token.kind()) {
            case NAME -> {
                if (token.isName("is")) {
                    throw new TemplateProblem("it has one 'is' after another");
                }
                yield !AFTER_TEST.contains(token.text());
            }
            case TEXT, WHOLE, FRACTION -> true;
            case OPERATOR -> token.isOperator("[") || token.isOperator("{");
            default -> false;
        };
    }

    /**
     * One expression, or several with commas between them, which are a tuple.
     *
     * @param choice whether an {@code if} after an expression belongs to it
     * @param end a name that ends them
     */
    Expression tuple(boolean choice, String end) {
        List<Expression> items = new ArrayList<>();
        boolean several = false;
        while (!tokens.peek().isName(end)
                && tokens.peek().kind() != Kind.BLOCK_END
                && tokens.peek().kind() != Kind.EXPRESSION_END
                && !tokens.peek().isOperator(")")) {
            items.add(choice ? expression() : or());
            if (!tokens.takeOperator(",")) {
                break;
            }
            several = true;
        }
        if (items.isEmpty()) {
            throw tokens.unexpected("a value");
        }
        return several ? PrimaryParser.tuple(items) : items.get(0);
    }
}
