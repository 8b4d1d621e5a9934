package dev.intarsia.model.chat.jinja;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Arithmetic and comparison as in Python. */
final class Operators {
    private Operators() {}

    static Object apply(String operator, Object a, Object b, Work work) {
        work.charge(1);
        if (operator.equals("~")) {
            return joined(Values.text(a, work), Values.text(b, work), work);
        }
        if (Values.isNumber(a) && Values.isNumber(b)) {
            boolean whole = !(a instanceof Double) && !(b instanceof Double);
            return whole
                    ? whole(operator, integer(a), integer(b))
                    : decimal(operator, Values.number(a), Values.number(b));
        }
        if (operator.equals("+") && a instanceof String x && b instanceof String y) {
            return joined(x, y, work);
        }
        if (operator.equals("+") && a instanceof List<?> x && b instanceof List<?> y) {
            work.elements((long) x.size() + y.size());
            List<Object> both = new ArrayList<>(x);
            both.addAll(y);
            return both;
        }
        if (operator.equals("*") && a instanceof String x && b instanceof Long n) {
            work.text(n > 0 ? Math.multiplyHigh(n, x.length()) > 0 ? Long.MAX_VALUE : Math.max(n, n * x.length()) : 0);
            return x.repeat((int) Math.max(0, n));
        }
        throw new JinjaException(
                "'" + operator + "' is not known between " + Values.kind(a) + " and " + Values.kind(b));
    }

    private static long integer(Object value) {
        return value instanceof Long number ? number : (long) Values.number(value);
    }

    private static String joined(String a, String b, Work work) {
        work.text((long) a.length() + b.length());
        return a + b;
    }

    private static Object whole(String operator, long left, long right) {
        try {
            return switch (operator) {
                case "+" -> Math.addExact(left, right);
                case "-" -> Math.subtractExact(left, right);
                case "*" -> Math.multiplyExact(left, right);
                case "/" -> (double) left / nonZero(right);
                case "//" -> Math.floorDiv(left, nonZero(right));
                case "%" -> Math.floorMod(left, nonZero(right));
                case "**" -> power(left, right);
                default -> throw new JinjaException("'" + operator + "' is not known between numbers");
            };
        } catch (ArithmeticException e) {
            throw new JinjaException("a number becomes too large");
        }
    }

    private static Object power(long base, long exponent) {
        if (exponent < 0) {
            return Math.pow(base, exponent);
        }
        if (Math.abs(base) <= 1) {
            return exponent == 0 || exponent % 2 == 0 ? Math.abs(exponent == 0 ? 1 : base) : base;
        }
        long result = 1;
        for (long i = 0; i < exponent; i++) {
            result = Math.multiplyExact(result, base);
        }
        return result;
    }

    private static long nonZero(long divisor) {
        if (divisor == 0) {
            throw new JinjaException("it divides by zero");
        }
        return divisor;
    }

    private static Object decimal(String operator, double a, double b) {
        return switch (operator) {
            case "+" -> a + b;
            case "-" -> a - b;
            case "*" -> a * b;
            case "/" -> a / divisor(b);
            case "//" -> Math.floor(a / divisor(b));
            case "%" -> a - b * Math.floor(a / divisor(b));
            case "**" -> Math.pow(a, b);
            default -> throw new JinjaException("'" + operator + "' is not known between numbers");
        };
    }

    private static double divisor(double b) {
        nonZero(b == 0 ? 0 : 1);
        return b;
    }

    static boolean compare(String operator, Object a, Object b, Work work) {
        work.charge(1);
        return switch (operator) {
            case "==" -> Values.same(a, b, work);
            case "!=" -> !Values.same(a, b, work);
            case "in" -> contains(b, a, work);
            case "not in" -> !contains(b, a, work);
            case "<" -> order(a, b, work) < 0;
            case "<=" -> order(a, b, work) <= 0;
            case ">" -> order(a, b, work) > 0;
            default -> order(a, b, work) >= 0;
        };
    }

    static boolean contains(Object all, Object one, Work work) {
        if (all instanceof String text && one instanceof String part) {
            work.search(text, part);
            return text.contains(part);
        }
        if (all instanceof List<?> list) {
            work.elements(list.size());
            return list.stream().anyMatch(each -> Values.same(each, one, work));
        }
        if (all instanceof Map<?, ?> map) {
            return one instanceof String && map.containsKey(one);
        }
        if (all instanceof Undefined) {
            return false;
        }
        throw new JinjaException("'in' is not known for " + Values.kind(all));
    }

    /** Negative where the first is less. */
    static int order(Object a, Object b, Work work) {
        if (Values.isNumber(a) && Values.isNumber(b)) {
            return a instanceof Long x && b instanceof Long y
                    ? Long.compare(x, y)
                    : Double.compare(Values.number(a), Values.number(b));
        }
        if (a instanceof String x && b instanceof String y) {
            work.text((long) x.length() + y.length());
            int[] left = x.codePoints().toArray();
            return Arrays.compare(left, y.codePoints().toArray());
        }
        throw new JinjaException(Values.kind(a) + " and " + Values.kind(b) + " have no order");
    }
}
