package dev.intarsia.chat.syntax;

import dev.intarsia.chat.syntax.Token.Kind;
import dev.intarsia.chat.value.Absent;
import dev.intarsia.chat.value.Budget;
import dev.intarsia.chat.value.Operators;
import dev.intarsia.chat.value.ValueComparison;
import dev.intarsia.chat.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads expressions in Jinja2's order of operators. */
final class ExpressionParser {
    private static final Map<String, BinaryOperator<Object>> COMPARISONS = Map.of(
            "==", ValueComparison::equal,
            "!=", (a, b) -> !ValueComparison.equal(a, b),
            "<", (a, b) -> ValueComparison.compare(a, b) < 0,
            "<=", (a, b) -> ValueComparison.compare(a, b) <= 0,
            ">", (a, b) -> ValueComparison.compare(a, b) > 0,
            ">=", (a, b) -> ValueComparison.compare(a, b) >= 0);

    /** The operators that calculate, from those that bind least to those that bind most. */
    private static final List<Map<String, BinaryOperator<Object>>> LEVELS = List.of(
            Map.of("+", Operators::add, "-", Operators::subtract),
            Map.of("~", Operators::join),
            Map.of(
                    "*",
                    Operators::multiply,
                    "/",
                    Operators::divide,
                    "//",
                    Operators::divideWhole,
                    "%",
                    Operators::remainder),
            Map.of("**", Operators::power));

    private final Tokens tokens;
    private final LiteralParser literals;
    private final PostfixParser postfixes;
    private final FilterParser filters;

    ExpressionParser(Tokens tokens) {
        this.tokens = tokens;
        this.literals = new LiteralParser(tokens, this);
        this.postfixes = new PostfixParser(tokens, this);
        this.filters = new FilterParser(tokens, this, postfixes);
    }

    FilterParser filters() {
        return filters;
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
            value = scope -> Values.truth(condition.value(scope)) ? yes.value(scope) : no.value(scope);
        }
        return value;
    }

    /** An expression without a choice between two. */
    private Expression or() {
        Expression value = and();
        while (tokens.takeName("or")) {
            Expression left = value;
            Expression right = and();
            value = scope -> {
                Object first = left.value(scope);
                return Values.truth(first) ? first : right.value(scope);
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
                return Values.truth(first) ? right.value(scope) : first;
            };
        }
        return value;
    }

    private Expression not() {
        if (!tokens.takeName("not")) {
            return comparison();
        }
        Expression value = tokens.deeper(this::not);
        return scope -> !Values.truth(value.value(scope));
    }

    private record Compared(BinaryOperator<Object> operator, Expression with) {}

    private Expression comparison() {
        Expression first = calculation(0);
        List<Compared> further = new ArrayList<>();
        for (BinaryOperator<Object> operator = comparing(); operator != null; operator = comparing()) {
            further.add(new Compared(operator, calculation(0)));
        }
        if (further.isEmpty()) {
            return first;
        }
        return scope -> {
            Object left = first.value(scope);
            Object result = true;
            for (Compared one : further) {
                Budget.spend(1);
                Object right = one.with().value(scope);
                result = one.operator().apply(left, right);
                if (!Values.truth(result)) {
                    return result;
                }
                left = right;
            }
            return result;
        };
    }

    private @Nullable BinaryOperator<Object> comparing() {
        if (tokens.takeName("in")) {
            return (item, holder) -> ValueComparison.contains(holder, item);
        } else if (tokens.peek().isName("not") && tokens.peekSecond().isName("in")) {
            tokens.next();
            tokens.next();
            return (item, holder) -> !ValueComparison.contains(holder, item);
        }
        return operator(COMPARISONS);
    }

    /** The operator that stands here; null where it is none of these. */
    private @Nullable BinaryOperator<Object> operator(Map<String, BinaryOperator<Object>> known) {
        BinaryOperator<Object> operator =
                tokens.peek().kind() == Kind.OPERATOR ? known.get(tokens.peek().text()) : null;
        if (operator != null) {
            tokens.next();
        }
        return operator;
    }

    private Expression calculation(int level) {
        if (level == LEVELS.size()) {
            return filters.filtered(unary());
        }
        Expression value = calculation(level + 1);
        BinaryOperator<Object> operator = operator(LEVELS.get(level));
        while (operator != null) {
            value = binary(value, calculation(level + 1), operator);
            operator = operator(LEVELS.get(level));
        }
        return value;
    }

    private static Expression binary(Expression left, Expression right, BinaryOperator<Object> operator) {
        return scope -> {
            Budget.spend(1);
            return operator.apply(left.value(scope), right.value(scope));
        };
    }

    private Expression unary() {
        Expression value;
        if (tokens.takeOperator("-")) {
            Expression negated = tokens.deeper(this::unary);
            value = scope -> Operators.negative(negated.value(scope));
        } else if (tokens.takeOperator("+")) {
            Expression kept = tokens.deeper(this::unary);
            value = scope -> Operators.subtract(kept.value(scope), 0L);
        } else {
            value = literals.primary();
        }
        return postfixes.postfix(value);
    }

    /** A value with what follows it directly, without operators and filters. */
    Expression primary() {
        return postfixes.postfix(literals.primary());
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
        return several ? LiteralParser.tuple(items) : items.get(0);
    }
}
