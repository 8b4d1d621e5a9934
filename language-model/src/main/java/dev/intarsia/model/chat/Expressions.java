package dev.intarsia.model.chat;

import com.hubspot.jinjava.el.ExtendedSyntaxBuilder;
import com.hubspot.jinjava.el.ext.AstDict;
import com.hubspot.jinjava.el.ext.AstNamedParameter;
import com.hubspot.jinjava.el.ext.ExtendedParser;
import com.hubspot.jinjava.interpret.InterpretException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import jinjava.de.odysseus.el.tree.impl.Builder;
import jinjava.de.odysseus.el.tree.impl.Parser;
import jinjava.de.odysseus.el.tree.impl.Scanner.ScanException;
import jinjava.de.odysseus.el.tree.impl.Scanner.Symbol;
import jinjava.de.odysseus.el.tree.impl.ast.AstBinary;
import jinjava.de.odysseus.el.tree.impl.ast.AstNode;
import jinjava.de.odysseus.el.tree.impl.ast.AstNull;
import jinjava.de.odysseus.el.tree.impl.ast.AstParameters;
import jinjava.de.odysseus.el.tree.impl.ast.AstString;
import jinjava.de.odysseus.el.tree.impl.ast.AstUnary;
import org.jspecify.annotations.Nullable;

/** Jinjava's parser of expressions, with Jinja2's order of operators and Python's operators in its tree. */
@SuppressWarnings("NullAway") // An undefined value is null there.
final class Expressions extends ExtendedParser {
    private static final int DEEPEST = 200;

    private int depth;

    /** Makes such parsers. */
    static final class Syntax extends ExtendedSyntaxBuilder {
        private static final long serialVersionUID = 1;

        Syntax() {
            super(Feature.METHOD_INVOCATIONS, Feature.VARARGS);
        }

        @Override
        protected Parser createParser(String expression) {
            return new Expressions(this, expression);
        }
    }

    private Expressions(Builder context, String input) {
        super(context, input);
    }

    private boolean at(String image) {
        return image.equals(getToken().getImage()) && getToken().getSymbol() != Symbol.STRING;
    }

    private boolean next(String image) throws ScanException, ParseException {
        return image.equals(lookahead(0).getImage()) && lookahead(0).getSymbol() != Symbol.STRING;
    }

    private boolean take(String image) throws ScanException, ParseException {
        boolean there = at(image);
        if (there) {
            consumeToken();
        }
        return there;
    }

    @Override
    protected AstNode expr(boolean required) throws ScanException, ParseException {
        if (++depth > DEEPEST) {
            throw new ParseException(0, "parts nested deeper than " + DEEPEST, "fewer");
        }
        AstNode value = or(required);
        while (value != null && take("if")) {
            AstNode condition = or(true);
            value = createAstChoice(condition, value, take("else") ? expr(true) : new AstNull());
        }
        depth--;
        return value;
    }

    @Override
    protected AstNode or(boolean required) throws ScanException, ParseException {
        AstNode value = and(required);
        while (value != null && getToken().getSymbol() == Symbol.OR) {
            consumeToken();
            value = createAstBinary(value, and(true), Operators.OR);
        }
        return value;
    }

    @Override
    protected AstNode and(boolean required) throws ScanException, ParseException {
        AstNode value = not(required);
        while (value != null && getToken().getSymbol() == Symbol.AND) {
            consumeToken();
            value = createAstBinary(value, not(true), Operators.AND);
        }
        return value;
    }

    private AstNode not(boolean required) throws ScanException, ParseException {
        int times = 0;
        while (take("not")) {
            times++;
        }
        AstNode value = cmp(required || times > 0);
        for (int i = 0; i < Math.min(times, 2 + times % 2); i++) {
            value = unary(value, one -> !Python.truth(one));
        }
        return value;
    }

    @Override
    protected AstNode cmp(boolean required) throws ScanException, ParseException {
        AstNode left = add(required);
        BinaryOperator<Object> comparison = left == null ? null : comparison();
        if (comparison == null) {
            return left;
        }
        AstNode value = binary(left, add(true), comparison);
        if (comparison() != null) {
            throw new ParseException(0, "a chain of comparisons", "'and' between them");
        }
        return value;
    }

    private @Nullable BinaryOperator<Object> comparison() throws ScanException, ParseException {
        BinaryOperator<Object> comparison = switch (getToken().getSymbol()) {
            case EQ -> Python::equal;
            case NE -> (a, b) -> !Python.equal(a, b);
            case LT -> (a, b) -> Python.compare(a, b) < 0;
            case LE -> (a, b) -> Python.compare(a, b) <= 0;
            case GT -> (a, b) -> Python.compare(a, b) > 0;
            case GE -> (a, b) -> Python.compare(a, b) >= 0;
            default -> null;
        };
        if (comparison == null && at("in")) {
            comparison = (item, holder) -> Python.contains(holder, item);
        } else if (comparison == null && at("not") && next("in")) {
            consumeToken();
            comparison = (item, holder) -> !Python.contains(holder, item);
        }
        if (comparison != null) {
            consumeToken();
        }
        return comparison;
    }

    @Override
    protected AstNode add(boolean required) throws ScanException, ParseException {
        AstNode value = concat(required);
        while (value != null
                && (getToken().getSymbol() == Symbol.PLUS || getToken().getSymbol() == Symbol.MINUS)) {
            boolean plus = consumeToken().getSymbol() == Symbol.PLUS;
            value = binary(value, concat(true), plus ? Operators::add : Operators::subtract);
        }
        return value;
    }

    private AstNode concat(boolean required) throws ScanException, ParseException {
        AstNode value = mul(required);
        while (value != null && take("~")) {
            value = binary(value, mul(true), Operators::join);
        }
        return value;
    }

    @Override
    protected AstNode mul(boolean required) throws ScanException, ParseException {
        AstNode value = power(required);
        while (value != null) {
            BinaryOperator<Object> operation = switch (getToken().getSymbol()) {
                case MUL -> Operators::multiply;
                case DIV -> Operators::divide;
                case MOD -> Operators::remainder;
                default -> at("//") ? Operators::divideWhole : null;
            };
            if (operation == null) {
                break;
            }
            consumeToken();
            value = binary(value, power(true), operation);
        }
        return value;
    }

    private AstNode power(boolean required) throws ScanException, ParseException {
        AstNode value = filtered(required);
        while (value != null && take("**")) {
            value = binary(value, filtered(true), Operators::power);
        }
        return value;
    }

    private AstNode filtered(boolean required) throws ScanException, ParseException {
        AstNode value = unary(required);
        while (value != null && (at("|") || at("is"))) {
            boolean filter = consumeToken().getImage().equals("|");
            boolean negated = !filter && take("not");
            String name = consumeToken().getImage();
            if (!(filter ? Filters.isKnown(name) : Tests.isKnown(name))) {
                throw new InterpretException(
                        "it uses the " + (filter ? "filter" : "test") + " '" + name + "', which is not known here");
            }
            List<AstNode> arguments = new ArrayList<>(List.of(value, interpreter()));
            if (getToken().getSymbol() == Symbol.LPAREN) {
                AstParameters given = params();
                for (int i = 0; i < given.getCardinality(); i++) {
                    arguments.add(given.getChild(i));
                }
            }
            AstNode owner = identifier((filter ? FILTER_PREFIX : EXPTEST_PREFIX) + name);
            String method = filter ? "filter" : negated ? "evaluateNegated" : "evaluate";
            value = createAstMethod(createAstDot(owner, method, true), createAstParameters(arguments));
        }
        return value;
    }

    @Override
    protected AstNode unary(boolean required) throws ScanException, ParseException {
        if (getToken().getSymbol() == Symbol.MINUS) {
            consumeToken();
            return unary(value(true), Operators::negative);
        }
        return value(required);
    }

    private AstNode value(boolean required) throws ScanException, ParseException {
        AstNode value = value();
        if (value == null && required) {
            fail("a value");
        }
        return value;
    }

    @Override
    protected AstNode value() throws ScanException, ParseException {
        AstNode value = nonliteral();
        if (value == null) {
            value = literal();
        }
        while (value != null) {
            if (getToken().getSymbol() == Symbol.DOT) {
                consumeToken();
                String name = consumeToken(Symbol.IDENTIFIER).getImage();
                var dot = createAstDot(unary(value, base -> owner(base, name)), name, true);
                value = getToken().getSymbol() == Symbol.LPAREN ? createAstMethod(dot, params()) : dot;
            } else if (getToken().getSymbol() == Symbol.LBRACK) {
                consumeToken();
                value = bracket(value);
            } else {
                return value;
            }
        }
        return null;
    }

    private static Object owner(@Nullable Object base, String member) {
        if (Absent.undefined(base)) {
            throw new InterpretException("it asks for '" + member + "' of a value that is undefined");
        }
        return base;
    }

    private AstNode bracket(AstNode value) throws ScanException, ParseException {
        AstNode start = at(":") ? null : expr(true);
        if (start != null && !at(":")) {
            consumeToken(Symbol.RBRACK);
            if (getToken().getSymbol() == Symbol.LPAREN) {
                fail("no call of an entry");
            }
            return createAstBracket(unary(value, base -> owner(base, "[...]")), start, true, true);
        }
        consumeToken();
        AstNode stop = at(":") || at("]") ? null : expr(true);
        AstNode step = take(":") && !at("]") ? expr(true) : null;
        consumeToken(Symbol.RBRACK);
        return new AstBinary(value, value, (bindings, context, base, same) -> {
            Budget.spend(1);
            return Operators.slice(
                    base.eval(bindings, context),
                    start == null ? null : start.eval(bindings, context),
                    stop == null ? null : stop.eval(bindings, context),
                    step == null ? null : step.eval(bindings, context));
        });
    }

    @Override
    protected AstNode nonliteral() throws ScanException, ParseException {
        if (getToken().getSymbol() == Symbol.IDENTIFIER) {
            String name = consumeToken().getImage();
            return getToken().getSymbol() == Symbol.LPAREN ? function(name, params()) : identifier(name);
        } else if (getToken().getSymbol() != Symbol.LPAREN) {
            return null;
        }
        consumeToken();
        List<AstNode> items = new ArrayList<>();
        boolean tuple = at(")");
        while (!at(")")) {
            items.add(expr(true));
            if (!take(",")) {
                break;
            }
            tuple = true;
        }
        consumeToken(Symbol.RPAREN);
        if (!tuple) {
            return createAstNested(items.get(0));
        }
        return new AstBinary(new AstNull(), new AstNull(), (bindings, context, left, right) -> {
            List<Object> values = new ArrayList<>();
            for (AstNode item : items) {
                values.add(item.eval(bindings, context));
            }
            return new Tuple(values);
        });
    }

    @Override
    protected AstParameters params(Symbol left, Symbol right) throws ScanException, ParseException {
        consumeToken(left);
        List<AstNode> parameters = new ArrayList<>();
        while (getToken().getSymbol() != right) {
            if (getToken().getSymbol() == Symbol.IDENTIFIER && next("=")) {
                var name = identifier(consumeToken().getImage());
                consumeToken();
                parameters.add(new AstNamedParameter(name, expr(true)));
            } else {
                parameters.add(expr(true));
            }
            if (!take(",")) {
                break;
            }
        }
        consumeToken(right);
        return createAstParameters(parameters);
    }

    @Override
    protected AstDict createAstDict(Map<AstNode, AstNode> entries) {
        if (!entries.keySet().stream().allMatch(AstString.class::isInstance)) {
            throw new InterpretException(
                    "it has a map whose keys are not all texts in quotes, which is not known here");
        }
        return super.createAstDict(entries);
    }

    private AstNode binary(AstNode left, AstNode right, BinaryOperator<Object> operation) {
        return createAstBinary(left, right, Operators.of(operation));
    }

    private AstNode unary(AstNode value, UnaryOperator<Object> operation) {
        AstUnary.Operator operator = (bindings, context, one) -> operation.apply(one.eval(bindings, context));
        return createAstUnary(value, operator);
    }
}
