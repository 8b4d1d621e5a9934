package dev.intarsia.model.chat.jinja;

import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * What templates compute with: texts, {@code Long}, {@code Double}, {@code Boolean}, {@link None}, lists, maps with texts
 * as keys, and the few kinds of this package. Python's rules of truth, equality and printing.
 */
final class Values {
    private Values() {}

    static boolean truth(Object value) {
        if (value instanceof Boolean is) {
            return is;
        }
        if (value instanceof Number number) {
            return number.doubleValue() != 0;
        }
        if (value instanceof String text) {
            return !text.isEmpty();
        }
        if (value instanceof List<?> list) {
            return !list.isEmpty();
        }
        if (value instanceof Map<?, ?> map) {
            return !map.isEmpty();
        }
        return value != None.NONE && !(value instanceof Undefined);
    }

    static boolean same(Object a, Object b, Work work) {
        work.charge(1);
        if (isNumber(a) && isNumber(b)) {
            return a instanceof Long x && b instanceof Long y ? x.equals(y) : number(a) == number(b);
        }
        if (a instanceof List<?> x && b instanceof List<?> y) {
            Iterator<?> others = y.iterator();
            return x.size() == y.size() && x.stream().allMatch(each -> same(each, others.next(), work));
        }
        if (a instanceof Map<?, ?> x && b instanceof Map<?, ?> y) {
            return x.size() == y.size()
                    && x.entrySet().stream().allMatch(each -> {
                        Object other = y.get(each.getKey());
                        return other != null && same(each.getValue(), other, work);
                    });
        }
        if (a instanceof String x) {
            work.text(x.length());
        }
        return a instanceof Undefined && b instanceof Undefined || a.equals(b);
    }

    /** Truth values count as 0 and 1. */
    static boolean isNumber(Object value) {
        return value instanceof Number || value instanceof Boolean;
    }

    static double number(Object value) {
        return value instanceof Boolean is ? (is ? 1 : 0) : ((Number) value).doubleValue();
    }

    static String kind(Object value) {
        if (value instanceof Undefined missing) {
            return missing.what() + ", which is undefined";
        }
        return value instanceof String
                ? "a text"
                : isNumber(value)
                        ? "a number"
                        : value instanceof List ? "a list" : value instanceof Map ? "a mapping" : "none or a function";
    }

    /** As it is printed. */
    static String text(Object value, Work work) {
        if (value instanceof String text) {
            return text;
        }
        StringBuilder all = new StringBuilder();
        if (!(value instanceof Undefined)) {
            write(value, all, work);
        }
        return all.toString();
    }

    /** As it is printed within a list. */
    private static void write(Object value, StringBuilder all, Work work) {
        work.charge(1);
        if (value instanceof String text) {
            work.text((long) all.length() / 64 + text.length());
            all.append(quoted(text));
        } else if (value instanceof List<?> list) {
            String before = "[";
            for (Object each : list) {
                all.append(before);
                write(each, all, work);
                before = ", ";
            }
            all.append(list.isEmpty() ? "[]" : "]");
        } else if (value instanceof Map<?, ?> map) {
            String before = "{";
            for (Map.Entry<?, ?> each : map.entrySet()) {
                all.append(before);
                write(each.getKey(), all, work);
                all.append(": ");
                write(each.getValue(), all, work);
                before = ", ";
            }
            all.append(map.isEmpty() ? "{}" : "}");
        } else {
            all.append(simple(value));
        }
        if (all.length() > 1 << 22) {
            work.text(all.length());
        }
    }

    private static String simple(Object value) {
        if (value instanceof Boolean is) {
            return is ? "True" : "False";
        }
        if (value instanceof Double number) {
            return decimal(number);
        }
        if (value instanceof Long || value == None.NONE) {
            return value == None.NONE ? "None" : value.toString();
        }
        throw new JinjaException(kind(value) + " cannot be printed");
    }

    private static String quoted(String text) {
        String quote = text.contains("'") && !text.contains("\"") ? "\"" : "'";
        String escaped = text.replace("\\", "\\\\")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t");
        return quote + (quote.equals("'") ? escaped.replace("'", "\\'") : escaped) + quote;
    }

    /** The shortest digits that mean this number, with an exponent where Python has one. */
    static String decimal(double number) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return Double.isNaN(number) ? "nan" : number > 0 ? "inf" : "-inf";
        }
        double size = Math.abs(number);
        if (size != 0 && (size < 1e-4 || size >= 1e16)) {
            String[] parts = Double.toString(number).split("E");
            String digits = parts[0].endsWith(".0") ? parts[0].substring(0, parts[0].length() - 2) : parts[0];
            int exponent = Integer.parseInt(parts[1]);
            return digits + "e" + (exponent < 0 ? "-" : "+") + (Math.abs(exponent) < 10 ? "0" : "")
                    + Math.abs(exponent);
        }
        String plain = new BigDecimal(Double.toString(number)).toPlainString();
        return plain.contains(".") ? plain : plain + ".0";
    }
}
