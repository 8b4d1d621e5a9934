package dev.intarsia.chat.syntax;

import dev.intarsia.chat.filter.Filters;
import dev.intarsia.chat.filter.Tests;
import dev.intarsia.chat.value.Budget;
import dev.intarsia.chat.value.TemplateProblem;
import java.util.Set;
import java.util.function.Function;

/** Reads what follows a value: filters, each after a bar, and tests, each after {@code is}. */
final class FilterParser {
    private static final Set<String> AFTER_TEST = Set.of("else", "or", "and");

    private final Tokens tokens;
    private final ExpressionParser expressions;
    private final PostfixParser postfixes;

    FilterParser(Tokens tokens, ExpressionParser expressions, PostfixParser postfixes) {
        this.tokens = tokens;
        this.expressions = expressions;
        this.postfixes = postfixes;
    }

    /** A value with the filters, tests and calls that follow it. */
    Expression filtered(Expression value) {
        while (true) {
            if (tokens.takeOperator("|")) {
                value = filter().apply(value);
            } else if (tokens.takeName("is")) {
                value = test(value);
            } else if (tokens.peek().isOperator("(")) {
                value = postfixes.call(value);
            } else {
                return value;
            }
        }
    }

    /** Filters, each after a bar; there may be none. */
    Function<Expression, Expression> filters() {
        Function<Expression, Expression> all = Function.identity();
        while (tokens.takeOperator("|")) {
            all = all.andThen(filter());
        }
        return all;
    }

    /** One filter, after its bar. */
    Function<Expression, Expression> filter() {
        String name = name();
        CallArguments arguments = tokens.peek().isOperator("(") ? postfixes.arguments() : CallArguments.NONE;
        Filters.Operation filter = Filters.named(name);
        return value -> scope -> {
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
        CallArguments given = tokens.peek().isOperator("(")
                ? postfixes.arguments()
                : beginsArgument() ? CallArguments.of(expressions.primary()) : CallArguments.NONE;
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
}
