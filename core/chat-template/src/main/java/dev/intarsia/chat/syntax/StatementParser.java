package dev.intarsia.chat.syntax;

import dev.intarsia.chat.syntax.Statement.Flow;
import dev.intarsia.chat.syntax.Token.Kind;
import dev.intarsia.chat.value.Budget;
import dev.intarsia.chat.value.Repr;
import dev.intarsia.chat.value.TemplateProblem;
import dev.intarsia.chat.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Reads a template: texts, expressions that are written, and blocks. */
public final class StatementParser {
    private final Tokens tokens;
    private final ExpressionParser expressions;
    private final TargetParser targets;
    private final MacroParser macros;
    private int loops;

    private StatementParser(Tokens tokens) {
        this.tokens = tokens;
        this.expressions = new ExpressionParser(tokens);
        this.targets = new TargetParser(tokens);
        this.macros = new MacroParser(tokens, expressions, this::alone);
    }

    public static List<Statement> parse(String source) {
        return new StatementParser(new Tokens(Lexer.tokens(source))).until(Set.of());
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
                case EXPRESSION_BEGIN -> {
                    statements.add(writing(expressions.tuple(true, "")));
                    tokens.expect(Kind.EXPRESSION_END, "'}}'");
                }
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

    private static Statement writing(Expression value) {
        return (scope, out) -> {
            Budget.spend(10);
            out.write(Repr.text(value.value(scope)));
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

    /** A body that no {@code break} leaves. */
    private List<Statement> alone(String end) {
        int around = loops;
        loops = 0;
        List<Statement> body = body(end);
        loops = around;
        return body;
    }

    /** What such a body writes, as a value. */
    private Expression written(String end) {
        List<Statement> body = alone(end);
        return scope -> Statement.written(body, scope.within());
    }

    private Statement block() {
        String name = tokens.expectName();
        return switch (name) {
            case "if" -> condition();
            case "for" -> loop();
            case "set" -> set();
            case "macro" -> macros.macro();
            case "call" -> macros.call();
            case "filter" -> filter();
            case "with" -> with();
            // Transformers' block around what an assistant said; it changes nothing of the text.
            case "generation" -> writing(written("endgeneration"));
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
                if (Values.truth(branch.condition().value(scope))) {
                    return Statement.runAll(branch.body(), scope, out);
                }
            }
            return Flow.NEXT;
        };
    }

    private Statement loop() {
        AssignmentTarget target = targets.targets("in", false);
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

    private Statement set() {
        AssignmentTarget target = targets.targets("", true);
        if (tokens.takeOperator("=")) {
            Expression value = expressions.tuple(true, "");
            endOfBlock();
            return setting(target, value);
        }
        Function<Expression, Expression> filters = expressions.filters().filters();
        return setting(target, filters.apply(written("endset")));
    }

    private static Statement setting(AssignmentTarget target, Expression value) {
        return (scope, out) -> {
            target.set(scope, value.value(scope));
            return Flow.NEXT;
        };
    }

    private Statement filter() {
        Function<Expression, Expression> first = expressions.filters().filter();
        Function<Expression, Expression> filters =
                first.andThen(expressions.filters().filters());
        return writing(filters.apply(written("endfilter")));
    }

    private record Given(AssignmentTarget target, Expression value) {}

    private Statement with() {
        List<Given> all = new ArrayList<>();
        while (tokens.peek().kind() != Kind.BLOCK_END) {
            AssignmentTarget target = targets.target(false);
            tokens.expectOperator("=");
            all.add(new Given(target, expressions.expression()));
            if (!tokens.takeOperator(",")) {
                break;
            }
        }
        List<Statement> body = body("endwith");
        return (scope, out) -> {
            Scope within = scope.within();
            all.forEach(one -> one.target().set(within, one.value().value(scope)));
            return Statement.runAll(body, within, out);
        };
    }
}
