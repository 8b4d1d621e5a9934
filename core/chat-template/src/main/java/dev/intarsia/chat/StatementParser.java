package dev.intarsia.chat;

import dev.intarsia.chat.Macro.Parameter;
import dev.intarsia.chat.Statement.Flow;
import dev.intarsia.chat.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a template: texts, expressions that are written, and blocks. */
final class StatementParser {
    private final Tokens tokens;
    private final ExpressionParser expressions;
    private int loops;

    private StatementParser(Tokens tokens) {
        this.tokens = tokens;
        this.expressions = new ExpressionParser(tokens);
    }

    static List<Statement> parse(String source) {
        StatementParser parser = new StatementParser(new Tokens(Lexer.tokens(source)));
        return parser.until(Set.of());
    }

    /** Statements up to a block of one of these names, of which its name is left to read; up to the end for none. */
    private List<Statement> until(Set<String> ends) {
        return tokens.deeper(() -> untilHere(ends));
    }

    private List<Statement> untilHere(Set<String> ends) {
        List<Statement> statements = new ArrayList<>();
        while (true) {
            Token token = tokens.next();
            switch (token.kind()) {
                case DATA ->
                    statements.add((scope, out) -> {
                        out.write(token.text());
                        return Flow.NEXT;
                    });
                case EXPRESSION_BEGIN -> statements.add(written());
                case BLOCK_BEGIN -> {
                    if (ends.contains(tokens.peek().text())) {
                        return statements;
                    }
                    statements.add(block());
                }
                default -> {
                    if (!ends.isEmpty()) {
                        throw new TemplateProblem(
                                "it ends where one of " + ends.stream().sorted().toList() + " is expected");
                    }
                    return statements;
                }
            }
        }
    }

    private Statement written() {
        Expression value = expressions.tuple(true, "");
        tokens.expect(Kind.EXPRESSION_END, "'}}'");
        return (scope, out) -> {
            Budget.spend(10);
            out.write(Python.text(value.value(scope)));
            return Flow.NEXT;
        };
    }

    private void endOfBlock() {
        tokens.expect(Kind.BLOCK_END, "'%}'");
    }

    /** The statements of a block, and the end of it. */
    private List<Statement> body(String end) {
        endOfBlock();
        List<Statement> body = until(Set.of(end));
        tokens.next();
        endOfBlock();
        return body;
    }

    private Statement block() {
        String name = tokens.expectName();
        return switch (name) {
            case "if" -> condition();
            case "for" -> loop();
            case "set" -> set();
            case "macro" -> macro();
            case "call" -> call();
            case "filter" -> filter();
            case "with" -> with();
            case "generation" -> generation();
            case "break", "continue" -> leave(name);
            default -> throw new TemplateProblem("it has the block '" + name + "', which is not known here");
        };
    }

    private Statement leave(String name) {
        endOfBlock();
        if (loops == 0) {
            throw new TemplateProblem("it has '" + name + "' outside of a 'for'");
        }
        Flow flow = name.equals("break") ? Flow.BREAK : Flow.CONTINUE;
        return (scope, out) -> flow;
    }

    private record Branch(Expression condition, List<Statement> body) {}

    private Statement condition() {
        List<Branch> branches = new ArrayList<>();
        String name = "if";
        while (!name.equals("endif")) {
            Expression asked = name.equals("else") ? scope -> true : expressions.tuple(false, "");
            endOfBlock();
            Set<String> ends = name.equals("else") ? Set.of("endif") : Set.of("elif", "else", "endif");
            branches.add(new Branch(asked, until(ends)));
            name = tokens.next().text();
        }
        endOfBlock();
        return (scope, out) -> {
            for (Branch branch : branches) {
                Budget.spend(2);
                if (Python.truth(branch.condition().value(scope))) {
                    return Statement.runAll(branch.body(), scope, out);
                }
            }
            return Flow.NEXT;
        };
    }

    private Statement loop() {
        AssignmentTarget target = target("in", false);
        if (!tokens.takeName("in")) {
            throw tokens.unexpected("'in'");
        }
        Expression over = expressions.tuple(false, "recursive");
        Expression asked = tokens.takeName("if") ? expressions.expression() : null;
        boolean recursive = tokens.takeName("recursive");
        endOfBlock();
        loops++;
        List<Statement> body = until(Set.of("else", "endfor"));
        loops--;
        List<Statement> otherwise = List.of();
        if (tokens.next().isName("else")) {
            endOfBlock();
            otherwise = until(Set.of("endfor"));
            tokens.next();
        }
        endOfBlock();
        return new For(target, over, asked, recursive, body, otherwise);
    }

    private AssignmentTarget target(String end, boolean parts) {
        List<AssignmentTarget> targets = new ArrayList<>();
        boolean several = false;
        while (!tokens.peek().isName(end)
                && !tokens.peek().isOperator("=")
                && !tokens.peek().isOperator(")")) {
            targets.add(oneTarget(parts));
            if (!tokens.takeOperator(",")) {
                break;
            }
            several = true;
        }
        if (targets.isEmpty()) {
            throw tokens.unexpected("a name");
        }
        return several ? new AssignmentTarget.Several(targets) : targets.get(0);
    }

    private AssignmentTarget oneTarget(boolean parts) {
        if (tokens.takeOperator("(")) {
            AssignmentTarget nested = tokens.deeper(() -> target("", parts));
            tokens.expectOperator(")");
            return nested;
        }
        String name = tokens.expectName();
        if (parts && tokens.takeOperator(".")) {
            return new AssignmentTarget.Part(name, tokens.expectName());
        }
        if (Set.of("true", "false", "none", "True", "False", "None").contains(name)) {
            throw new TemplateProblem("it sets '" + name + "', which is no variable");
        }
        return new AssignmentTarget.Variable(name);
    }

    private Statement set() {
        AssignmentTarget target = target("", true);
        if (tokens.takeOperator("=")) {
            Expression value = expressions.tuple(true, "");
            endOfBlock();
            return (scope, out) -> {
                target.set(scope, value.value(scope));
                return Flow.NEXT;
            };
        }
        Expression[] inner = new Expression[1];
        Expression filtered = expressions.filters(scope -> inner[0].value(scope));
        List<Statement> body = alone("endset");
        inner[0] = scope -> Statement.written(body, scope.within());
        return (scope, out) -> {
            target.set(scope, filtered.value(scope));
            return Flow.NEXT;
        };
    }

    /** A body that no {@code break} leaves. */
    private List<Statement> alone(String end) {
        int around = loops;
        loops = 0;
        List<Statement> body = body(end);
        loops = around;
        return body;
    }

    private List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>();
        tokens.expectOperator("(");
        while (!tokens.peek().isOperator(")")) {
            String name = tokens.expectName();
            Expression otherwise = tokens.takeOperator("=") ? expressions.expression() : null;
            if (otherwise == null
                    && !parameters.isEmpty()
                    && parameters.get(parameters.size() - 1).otherwise() != null) {
                throw new TemplateProblem("it has the argument '" + name + "' without a default after one with it");
            }
            parameters.add(new Parameter(name, otherwise));
            if (!tokens.takeOperator(",")) {
                break;
            }
        }
        tokens.expectOperator(")");
        return parameters;
    }

    private Statement macro() {
        String name = tokens.expectName();
        tokens.beginNames();
        Macro macro = new Macro(name, parameters(), alone("endmacro"), tokens.endNames());
        return (scope, out) -> {
            scope.set(name, macro.in(scope));
            return Flow.NEXT;
        };
    }

    private Statement call() {
        tokens.beginNames();
        List<Parameter> parameters = tokens.peek().isOperator("(") ? parameters() : List.of();
        Token called = tokens.peek();
        @Nullable CallArguments[] given = new CallArguments[1];
        PrimaryParser primaries = new PrimaryParser(tokens, expressions);
        Expression function = primaries.callee(arguments -> given[0] = arguments);
        List<Statement> body = alone("endcall");
        Macro caller = new Macro("caller", parameters, body, tokens.endNames());
        CallArguments arguments = given[0];
        if (arguments == null) {
            throw new TemplateProblem("it has 'call' with '" + called.text() + "', which calls nothing");
        }
        return (scope, out) -> {
            Arguments with = arguments.in(scope);
            with.named().put("caller", caller.in(scope));
            out.write(Python.text(Reach.call(function.value(scope), with)));
            return Flow.NEXT;
        };
    }

    private Statement filter() {
        Expression[] inner = new Expression[1];
        Expression filtered = expressions.filters(expressions.filter(scope -> inner[0].value(scope)));
        List<Statement> body = alone("endfilter");
        inner[0] = scope -> Statement.written(body, scope.within());
        return (scope, out) -> {
            out.write(Python.text(filtered.value(scope)));
            return Flow.NEXT;
        };
    }

    private Statement with() {
        List<AssignmentTarget> targets = new ArrayList<>();
        List<Expression> values = new ArrayList<>();
        while (tokens.peek().kind() != Kind.BLOCK_END) {
            targets.add(oneTarget(false));
            tokens.expectOperator("=");
            values.add(expressions.expression());
            if (!tokens.takeOperator(",")) {
                break;
            }
        }
        List<Statement> body = body("endwith");
        return (scope, out) -> {
            Scope within = scope.within();
            for (int i = 0; i < targets.size(); i++) {
                targets.get(i).set(within, values.get(i).value(scope));
            }
            return Statement.runAll(body, within, out);
        };
    }

    /** Transformers' block around what an assistant said; it changes nothing of the text. */
    private Statement generation() {
        List<Statement> body = alone("endgeneration");
        return (scope, out) -> {
            out.write(Statement.written(body, scope.within()));
            return Flow.NEXT;
        };
    }
}
