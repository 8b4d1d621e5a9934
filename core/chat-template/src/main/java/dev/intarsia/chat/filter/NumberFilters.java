package dev.intarsia.chat.filter;

import dev.intarsia.chat.value.Absent;
import dev.intarsia.chat.value.Arguments;
import dev.intarsia.chat.value.Operators;
import dev.intarsia.chat.value.TemplateProblem;
import dev.intarsia.chat.value.ValueComparison;
import dev.intarsia.chat.value.Values;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Filters that give numbers. */
final class NumberFilters {
    private static final int MOST_DIGITS = 300;

    private NumberFilters() {}

    static void addTo(Map<String, Filters.Operation> known) {
        known.put("int", NumberFilters::whole);
        known.put("float", NumberFilters::fraction);
        known.put("abs", (value, with) -> absolute(value, with.only()));
        known.put("round", NumberFilters::round);
    }

    private static Object whole(Object value, Arguments with) {
        Object given = with.only("default").at(0, "default");
        Object otherwise = given == null ? (Object) 0L : given;
        if (value instanceof CharSequence text) {
            String digits = text.toString().strip();
            if (digits.matches("[+-]?[0-9]{1,18}")) {
                return Long.parseLong(digits);
            }
            Object number = parsed(digits);
            return number == null ? otherwise : (Object) bounded((Double) number);
        } else if (Values.number(value) instanceof Number number) {
            return Values.isWhole(number) ? number : (Object) bounded(number.doubleValue());
        }
        return missing(value, otherwise);
    }

    private static long bounded(double number) {
        if (!(Math.abs(number) < 9e18)) {
            throw new TemplateProblem("it takes " + number + " for a whole number");
        }
        return (long) number;
    }

    private static Object fraction(Object value, Arguments with) {
        Object given = with.only("default").at(0, "default");
        Object otherwise = given == null ? (Object) 0.0 : given;
        if (value instanceof CharSequence text) {
            Object number = parsed(text.toString().strip());
            return number == null ? otherwise : number;
        } else if (Values.number(value) instanceof Number number) {
            return number.doubleValue();
        }
        return missing(value, otherwise);
    }

    private static Object missing(Object value, Object otherwise) {
        if (Absent.undefined(value)) {
            throw new TemplateProblem("it takes a value that is undefined for a number");
        }
        return otherwise;
    }

    /** The number that a text says; null where it says none. */
    private static @Nullable Double parsed(String text) {
        if (text.length() > MOST_DIGITS || text.contains("_") || text.matches("(?i)[+-]?(inf|infinity|nan)")) {
            throw new TemplateProblem("it takes the text '" + text.substring(0, Math.min(20, text.length()))
                    + "' for a number, which is not known here");
        }
        return text.matches("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?") ? Double.valueOf(text) : null;
    }

    private static Object absolute(Object value, Arguments with) {
        if (!(value instanceof Number)) {
            throw new TemplateProblem("it takes the size of a " + Values.kind(value) + ", which is not known here");
        }
        return ValueComparison.compare(value, 0L) < 0 ? Operators.negative(value) : value;
    }

    private static Object round(Object value, Arguments with) {
        with.only("precision", "method");
        Object precision = with.at(0, "precision") == null ? 0L : with.at(0, "precision");
        String method = with.text(1, "method", "common");
        if (!(value instanceof Number number) || !Values.isWhole(precision) || Math.abs((Long) precision) > 15) {
            throw new TemplateProblem("it rounds a " + Values.kind(value) + " in a way that is not known here");
        }
        int digits = (int) (long) (Long) precision;
        RoundingMode mode = switch (method) {
            case "common" -> RoundingMode.HALF_EVEN;
            case "ceil" -> RoundingMode.CEILING;
            case "floor" -> RoundingMode.FLOOR;
            default -> throw new TemplateProblem("it rounds by '" + method + "', which is not known here");
        };
        if (mode != RoundingMode.HALF_EVEN && digits != 0) {
            throw new TemplateProblem(
                    "it rounds by '" + method + "' to " + digits + " digits, which is not known here");
        } else if (Values.isWhole(value) && mode == RoundingMode.HALF_EVEN) {
            return digits >= 0
                    ? value
                    : rounded(new BigDecimal(number.longValue()), digits, mode).longValue();
        }
        return rounded(new BigDecimal(number.doubleValue()), digits, mode).doubleValue();
    }

    private static BigDecimal rounded(BigDecimal number, int digits, RoundingMode mode) {
        return number.setScale(digits, mode);
    }
}
