package dev.intarsia.chat.syntax;

import dev.intarsia.chat.syntax.Macro.Parameter;
import dev.intarsia.chat.syntax.Statement.Flow;
import dev.intarsia.chat.value.Arguments;
import dev.intarsia.chat.value.Reach;
import dev.intarsia.chat.value.Repr;
import dev.intarsia.chat.value.TemplateProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads macros, and the blocks that call one. */
final class MacroParser {
    private final Tokens tokens;
    private final ExpressionParser expressions;
    private final Function<String, List<Statement>> bodies;

    /** @param bodies reads a body up to the block of a name */
    MacroParser(Tokens tokens, ExpressionParser expressions, Function<String, List<Statement>> bodies) {
        this.tokens = tokens;
        this.expressions = expressions;
        this.bodies = bodies;
    }

    private List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>();
        tokens.expectOperator("(");
        tokens.separated(")", () -> {
            String name = tokens.expectName();
            Expression otherwise = tokens.takeOperator("=") ? expressions.expression() : null;
            if (otherwise == null
                    && !parameters.isEmpty()
                    && parameters.get(parameters.size() - 1).otherwise() != null) {
                throw new TemplateProblem("it has the argument '" + name + "' without a default after one with it");
            }
            parameters.add(new Parameter(name, otherwise));
        });
        return parameters;
    }

    Statement macro() {
        String name = tokens.expectName();
        tokens.beginNames();
        Macro macro = new Macro(name, parameters(), bodies.apply("endmacro"), tokens.endNames());
        return (scope, out) -> {
            scope.set(name, macro.in(scope));
            return Flow.NEXT;
        };
    }

    Statement call() {
        tokens.beginNames();
        List<Parameter> parameters = tokens.peek().isOperator("(") ? parameters() : List.of();
        Token called = tokens.peek();
        Expression read = expressions.primary();
        Macro caller = new Macro("caller", parameters, bodies.apply("endcall"), tokens.endNames());
        if (!(read instanceof Call call)) {
            throw new TemplateProblem("it has 'call' with '" + called.text() + "', which calls nothing");
        }
        return (scope, out) -> {
            Arguments with = call.arguments().in(scope);
            with.named().put("caller", caller.in(scope));
            out.write(Repr.text(Reach.call(call.callee().value(scope), with)));
            return Flow.NEXT;
        };
    }
}
