package dev.intarsia.model.chat.jinja;

import dev.intarsia.model.chat.jinja.Statement.Flow;
import dev.intarsia.model.chat.jinja.Statement.Target;
import dev.intarsia.model.chat.jinja.Token.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a template's blocks. */
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
        List<Statement> all = parser.body();
        if (parser.tokens.current().kind() != Kind.END) {
            throw parser.tokens.problem("'" + parser.tokens.current().text() + "' ends nothing");
        }
        return all;
    }

    /** Statements up to a tag that is none of its own: {@code endif}, {@code else} and so on, whose name comes next. */
    private List<Statement> body(String... ends) {
        tokens.enter();
        List<Statement> body = new ArrayList<>();
        while (true) {
            Token token = tokens.current();
            if (token.kind() == Kind.TEXT) {
                body.add(new Statement.Text(tokens.next().text()));
            } else if (token.kind() == Kind.PRINT_BEGIN) {
                tokens.next();
                body.add(new Statement.Print(expressions.several()));
                tokens.end(Kind.PRINT_END);
            } else if (token.kind() == Kind.BLOCK_BEGIN) {
                tokens.next();
                if (tokens.current().kind() == Kind.NAME
                        && List.of(ends).contains(tokens.current().text())) {
                    tokens.leave();
                    return body;
                }
                body.add(statement());
            } else if (ends.length > 0) {
                throw tokens.problem("'" + ends[ends.length - 1] + "' is missing");
            } else {
                tokens.leave();
                return body;
            }
        }
    }

    private Statement statement() {
        String name = tokens.name();
        return switch (name) {
            case "if" -> condition();
            case "for" -> loop();
            case "set" -> set();
            case "macro" -> macro();
            case "generation" -> {
                tokens.end(Kind.BLOCK_END);
                yield new Statement.Block(bodyAndEnd("endgeneration"));
            }
            case "break", "continue" -> {
                if (loops == 0) {
                    throw tokens.problem("'" + name + "' stands outside a loop");
                }
                tokens.end(Kind.BLOCK_END);
                yield new Statement.Jump(name.equals("break") ? Flow.BREAK : Flow.CONTINUE);
            }
            default -> throw tokens.problem("'" + name + "' is no block that is known here");
        };
    }

    private List<Statement> bodyAndEnd(String end) {
        List<Statement> body = body(end);
        tokens.name();
        tokens.end(Kind.BLOCK_END);
        return body;
    }

    /** Behind {@code if} or {@code elif}, up to and with the end. */
    private Statement condition() {
        Expression condition = expressions.expression();
        tokens.end(Kind.BLOCK_END);
        List<Statement> then = body("elif", "else", "endif");
        String next = tokens.name();
        if (next.equals("elif")) {
            tokens.enter();
            Statement otherwise = condition();
            tokens.leave();
            return new Statement.If(condition, then, List.of(otherwise));
        }
        tokens.end(Kind.BLOCK_END);
        return new Statement.If(condition, then, next.equals("else") ? bodyAndEnd("endif") : List.of());
    }

    private Statement loop() {
        Target target = target(false);
        if (!tokens.skipName("in")) {
            throw tokens.unexpected("'in'");
        }
        Expression all = expressions.or();
        @Nullable Expression condition = tokens.skipName("if") ? expressions.expression() : null;
        tokens.end(Kind.BLOCK_END);
        loops++;
        List<Statement> body = body("else", "endfor");
        loops--;
        boolean otherwise = tokens.name().equals("else");
        tokens.end(Kind.BLOCK_END);
        return new Statement.For(target, all, condition, body, otherwise ? bodyAndEnd("endfor") : List.of());
    }

    /** @param settable whether it may be an attribute of a namespace */
    private Target target(boolean settable) {
        boolean bracketed = tokens.skipOperator("(");
        List<String> names = new ArrayList<>(List.of(tokens.name()));
        if (settable && tokens.skipOperator(".")) {
            return new Target(names, tokens.name());
        }
        while (tokens.skipOperator(",")) {
            names.add(tokens.name());
        }
        if (bracketed) {
            tokens.operator(")");
        }
        return new Target(names, null);
    }

    private Statement set() {
        Target target = target(true);
        if (tokens.skipOperator("=")) {
            Expression value = expressions.several();
            tokens.end(Kind.BLOCK_END);
            return new Statement.Set(target, value);
        }
        tokens.end(Kind.BLOCK_END);
        return new Statement.Capture(target, bodyAndEnd("endset"));
    }

    private Statement macro() {
        String name = tokens.name();
        tokens.operator("(");
        List<String> parameters = new ArrayList<>();
        Map<String, Expression> defaults = new LinkedHashMap<>();
        while (!tokens.skipOperator(")")) {
            parameters.add(tokens.name());
            if (tokens.skipOperator("=")) {
                defaults.put(parameters.get(parameters.size() - 1), expressions.expression());
            }
            if (!tokens.isOperator(")")) {
                tokens.operator(",");
            }
        }
        tokens.end(Kind.BLOCK_END);
        int around = loops;
        loops = 0;
        List<Statement> body = bodyAndEnd("endmacro");
        loops = around;
        return new Statement.Macro(name, parameters, defaults, body);
    }
}
