package dev.intarsia.model.chat.jinja;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What stands behind {@code is}. */
final class Tests {
    private Tests() {}

    static boolean holds(String name, Object value, Arguments given, Work work) {
        return switch (name) {
            case "defined" -> !(value instanceof Undefined);
            case "undefined" -> value instanceof Undefined;
            case "none" -> value == None.NONE;
            case "string" -> value instanceof String;
            case "number" -> Values.isNumber(value);
            case "integer" -> value instanceof Long;
            case "float" -> value instanceof Double;
            case "boolean" -> value instanceof Boolean;
            case "true" -> value.equals(true);
            case "false" -> value.equals(false);
            case "mapping" -> value instanceof Map;
            case "iterable" ->
                value instanceof List || value instanceof Map || value instanceof String || value instanceof Undefined;
            case "sequence" -> value instanceof List || value instanceof Map || value instanceof String;
            case "callable" -> value instanceof Callable;
            case "even" -> compare("==", Operators.apply("%", value, 2L, work), 0L, work);
            case "odd" -> compare("==", Operators.apply("%", value, 2L, work), 1L, work);
            case "divisibleby" -> compare("==", Operators.apply("%", value, given.get(0, "num"), work), 0L, work);
            case "equalto", "eq", "==" -> compare("==", value, given.get(0, "other"), work);
            case "ne", "!=" -> compare("!=", value, given.get(0, "other"), work);
            case "gt", "greaterthan", ">" -> compare(">", value, given.get(0, "other"), work);
            case "ge", ">=" -> compare(">=", value, given.get(0, "other"), work);
            case "lt", "lessthan", "<" -> compare("<", value, given.get(0, "other"), work);
            case "le", "<=" -> compare("<=", value, given.get(0, "other"), work);
            case "in" -> compare("in", value, given.get(0, "seq"), work);
            case "sameas" ->
                value == given.get(0, "other") || value instanceof Boolean && value.equals(given.get(0, "other"));
            case "lower" -> cased(Values.text(value, work), true, work);
            case "upper" -> cased(Values.text(value, work), false, work);
            default -> throw new JinjaException("it uses the test '" + name + "', which is not known here");
        };
    }

    private static boolean compare(String operator, Object a, Object b, Work work) {
        return Operators.compare(operator, a, b, work);
    }

    private static boolean cased(String text, boolean lower, Work work) {
        work.text(text.length());
        String low = text.toLowerCase(Locale.ROOT);
        String high = text.toUpperCase(Locale.ROOT);
        return !low.equals(high) && text.equals(lower ? low : high);
    }
}
