package dev.intarsia.chat.value;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as Python writes them. */
public final class Repr {
    private Repr() {}

    /** A value as it is written out. */
    public static String text(@Nullable Object value) {
        return value instanceof CharSequence text ? text.toString() : Absent.undefined(value) ? "" : quoted(value);
    }

    /** A value as it is written within another. */
    public static String quoted(@Nullable Object value) {
        StringBuilder out = new StringBuilder();
        quote(value, out);
        return out.toString();
    }

    private static void quote(@Nullable Object value, StringBuilder out) {
        Budget.spend(1);
        Budget.requireLength(out.length());
        if (Absent.undefined(value)) {
            out.append("Undefined");
        } else if (value == Absent.NONE) {
            out.append("None");
        } else if (value instanceof Boolean truth) {
            out.append(truth ? "True" : "False");
        } else if (value instanceof Number number) {
            out.append(Values.isWhole(number) ? number.toString() : fraction(number.doubleValue()));
        } else if (value instanceof CharSequence text) {
            quoteText(text.toString(), out);
        } else if (value instanceof Namespace) {
            throw new TemplateProblem("it writes out a namespace, which is not known here");
        } else if (value instanceof View view && view.name() != null) {
            out.append(view.name());
            if (view.kind() == View.Kind.ENTRIES) {
                quote(Values.list(view), out.append('('));
                out.append(')');
            }
        } else if (value instanceof List<?> list && !(value instanceof View)) {
            out.append(value instanceof Tuple ? '(' : '[');
            for (int i = 0; i < list.size(); i++) {
                quote(list.get(i), i == 0 ? out : out.append(", "));
            }
            out.append(value instanceof Tuple ? list.size() == 1 ? ",)" : ")" : "]");
        } else if (value instanceof Map<?, ?> map) {
            out.append('{');
            String between = "";
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                quote(entry.getKey(), out.append(between));
                quote(entry.getValue(), out.append(": "));
                between = ", ";
            }
            out.append('}');
        } else {
            throw new TemplateProblem("it writes out a " + Values.kind(value) + ", which is not known here");
        }
    }

    private static void quoteText(String text, StringBuilder out) {
        char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        out.append(quote);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\\' -> out.append("\\\\");
                default -> {
                    if (c == quote) {
                        out.append('\\').append(quote);
                    } else if (c < ' ' || c >= 127 && c <= 160 || c == 173) {
                        out.append(String.format("\\x%02x", c));
                    } else if (isPrinted(c)) {
                        out.appendCodePoint(c);
                    } else {
                        out.append(String.format(c > 0xFFFF ? "\\U%08x" : "\\u%04x", c));
                    }
                }
            }
        });
        out.append(quote);
    }

    private static boolean isPrinted(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> true;
        };
    }

    private static String fraction(double value) {
        if (!Double.isFinite(value)) {
            throw new TemplateProblem("it writes a number that is not finite");
        }
        double size = Math.abs(value);
        if (size == 0 || size >= 1e-4 && size < 1e16) {
            String plain = new BigDecimal(Double.toString(value)).toPlainString();
            return plain.contains(".") ? plain : plain + ".0";
        }
        String[] parts = Double.toString(value).split("E");
        int power = Integer.parseInt(parts[1]);
        return (parts[0].endsWith(".0") ? parts[0].substring(0, parts[0].length() - 2) : parts[0])
                + (power < 0 ? "e-" : "e+")
                + (Math.abs(power) < 10 ? "0" : "")
                + Math.abs(power);
    }
}
