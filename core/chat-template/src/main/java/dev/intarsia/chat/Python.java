package dev.intarsia.chat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What values are worth, how they are written and when they are equal in Python, where jinjava has Java's ways. */
final class Python {
    private Python() {}

    static boolean truth(@Nullable Object value) {
        if (value == null || value instanceof Absent) {
            return false;
        } else if (value instanceof Boolean truth) {
            return truth;
        } else if (value instanceof Number number) {
            return number.doubleValue() != 0;
        } else if (value instanceof CharSequence text) {
            return text.length() > 0;
        } else if (value instanceof List<?> list) {
            return list instanceof View view && !view.hasLength() || !list.isEmpty();
        } else if (value instanceof Map<?, ?> map) {
            return !map.isEmpty();
        }
        return true;
    }

    /** A value as it is written out. */
    static String text(@Nullable Object value) {
        return value instanceof CharSequence text ? text.toString() : Absent.undefined(value) ? "" : quoted(value);
    }

    /** A value as it is written within another. */
    static String quoted(@Nullable Object value) {
        StringBuilder out = new StringBuilder();
        quote(value, out);
        return out.toString();
    }

    private static void quote(@Nullable Object value, StringBuilder out) {
        Budget.spend(1);
        if (out.length() > Budget.LONGEST) {
            throw new TemplateProblem("it makes a text of more than " + Budget.LONGEST + " characters");
        }
        if (Absent.undefined(value)) {
            out.append("Undefined");
        } else if (value == Absent.NONE) {
            out.append("None");
        } else if (value instanceof Boolean truth) {
            out.append(truth ? "True" : "False");
        } else if (value instanceof Number number) {
            out.append(isWhole(number) ? number.toString() : fraction(number.doubleValue()));
        } else if (value instanceof CharSequence text) {
            quoteText(text.toString(), out);
        } else if (value instanceof Namespace) {
            throw new TemplateProblem("it writes out a namespace, which is not known here");
        } else if (value instanceof View view && view.name() != null) {
            out.append(view.name());
            if (view.kind() == View.Kind.ENTRIES) {
                quote(Operators.list(view), out.append('('));
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
            throw new TemplateProblem("it writes out a " + kind(value) + ", which is not known here");
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

    static boolean isWhole(@Nullable Object value) {
        return value instanceof Long || value instanceof Integer;
    }

    static boolean equal(@Nullable Object left, @Nullable Object right) {
        Budget.spend(1);
        if (Absent.undefined(left) || Absent.undefined(right)) {
            return Absent.undefined(left) && Absent.undefined(right);
        }
        Object a = left instanceof Boolean truth ? (Object) (truth ? 1L : 0L) : left;
        Object b = right instanceof Boolean truth ? (Object) (truth ? 1L : 0L) : right;
        if (a instanceof Number x && b instanceof Number y) {
            return isWhole(a) && isWhole(b) ? x.longValue() == y.longValue() : x.doubleValue() == y.doubleValue();
        } else if (a instanceof CharSequence && b instanceof CharSequence) {
            return a.toString().equals(b.toString());
        } else if (a instanceof List<?> x && b instanceof List<?> y) {
            if (x instanceof View || y instanceof View) {
                return sameRange(x, y);
            }
            if (x.size() != y.size() || x instanceof Tuple != y instanceof Tuple) {
                return false;
            }
            for (int i = 0; i < x.size(); i++) {
                if (!equal(x.get(i), y.get(i))) {
                    return false;
                }
            }
            return true;
        } else if (a instanceof Map<?, ?> x && b instanceof Map<?, ?> y) {
            return x.keySet().equals(y.keySet())
                    && x.entrySet().stream().allMatch(entry -> equal(entry.getValue(), y.get(entry.getKey())));
        }
        return a == b;
    }

    private static boolean sameRange(List<?> x, List<?> y) {
        if (x instanceof View one && y instanceof View two) {
            if (one.kind() == View.Kind.RANGE && two.kind() == View.Kind.RANGE) {
                return equal(new Tuple(one), new Tuple(two));
            } else if (one == two) {
                return true;
            } else if (one.kind() == View.Kind.ENTRIES && two.kind() == View.Kind.ENTRIES) {
                throw new TemplateProblem("it compares the entries of two maps, which is not known here");
            }
        }
        return false;
    }

    static int compare(@Nullable Object left, @Nullable Object right) {
        Budget.spend(1);
        if (left instanceof Number x && right instanceof Number y) {
            return isWhole(x) && isWhole(y)
                    ? Long.compare(x.longValue(), y.longValue())
                    : Double.compare(x.doubleValue(), y.doubleValue());
        } else if (left instanceof CharSequence && right instanceof CharSequence) {
            return compareTexts(left.toString(), right.toString());
        } else if (left instanceof Boolean || right instanceof Boolean) {
            return compare(number(left), number(right));
        } else if (left instanceof List<?> x
                && right instanceof List<?> y
                && !(x instanceof View || y instanceof View)
                && x instanceof Tuple == y instanceof Tuple) {
            return compareLists(x, y);
        }
        throw new TemplateProblem("it compares a " + kind(left) + " with a " + kind(right));
    }

    /** By characters, of which Java counts some as two. */
    static int compareTexts(String left, String right) {
        int common = 0;
        int shorter = Math.min(left.length(), right.length());
        while (common < shorter && left.charAt(common) == right.charAt(common)) {
            common++;
        }
        if (common == shorter) {
            return Integer.compare(left.length(), right.length());
        }
        char one = left.charAt(common);
        char two = right.charAt(common);
        return Character.isSurrogate(one) != Character.isSurrogate(two)
                ? (Character.isSurrogate(one) ? 1 : -1)
                : Character.compare(one, two);
    }

    private static @Nullable Object number(@Nullable Object value) {
        return value instanceof Boolean truth ? (Object) (truth ? 1L : 0L) : value;
    }

    private static int compareLists(List<?> left, List<?> right) {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            if (!equal(left.get(i), right.get(i))) {
                return compare(left.get(i), right.get(i));
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    static boolean contains(@Nullable Object holder, @Nullable Object item) {
        if (holder instanceof CharSequence text && item instanceof CharSequence part) {
            TextMethods.scan(text.toString(), part.toString());
            return text.toString().contains(part);
        } else if (holder instanceof View view && !view.hasLength()) {
            for (List<Object> one = view.take(1); !one.isEmpty(); one = view.take(1)) {
                if (equal(one.get(0), item)) {
                    return true;
                }
            }
            return false;
        } else if (holder instanceof List<?> list) {
            return list.stream().anyMatch(one -> equal(one, item));
        } else if (holder instanceof Map<?, ?> map) {
            return map.containsKey(lookup(item));
        } else if (Absent.undefined(holder)) {
            return false;
        }
        throw new TemplateProblem("it looks for a " + kind(item) + " in a " + kind(holder));
    }

    /** What a loop over a value goes through. */
    static List<Object> items(@Nullable Object value) {
        if (Absent.undefined(value)) {
            return new ArrayList<>();
        }
        List<Object> items;
        if (value instanceof View view) {
            items = view.take(Integer.MAX_VALUE);
        } else if (value instanceof List<?> list) {
            items = new ArrayList<>(list);
        } else if (value instanceof Map<?, ?> map) {
            items = new ArrayList<>(map.keySet());
        } else if (value instanceof CharSequence text) {
            items = new ArrayList<>();
            text.codePoints().forEach(c -> items.add(Character.toString(c)));
        } else {
            throw new TemplateProblem("it goes through a " + kind(value));
        }
        Budget.spend(1 + items.size());
        return items;
    }

    /** A value as the key of a map. */
    static Object key(Object value) {
        if (value instanceof CharSequence) {
            return value.toString();
        } else if (isWhole(value)) {
            return ((Number) value).longValue();
        } else if (value == Absent.NONE) {
            return value;
        }
        throw new TemplateProblem("it has a map with a " + kind(value) + " for a key, which is not known here");
    }

    /** A value as what is looked for among the keys of a map. */
    static Object lookup(@Nullable Object value) {
        if (value instanceof Boolean || value instanceof Double) {
            throw new TemplateProblem("it looks in a map for a " + kind(value) + ", which is not known here");
        } else if (value instanceof List || value instanceof Map) {
            throw new TemplateProblem("it looks in a map for a " + kind(value) + ", which is no key");
        }
        if (value == null) {
            return Absent.UNDEFINED;
        }
        return value instanceof CharSequence || isWhole(value) ? key(value) : value;
    }

    static String kind(@Nullable Object value) {
        if (Absent.undefined(value)) {
            return "value that is undefined";
        } else if (value == Absent.NONE) {
            return "none";
        } else if (value instanceof CharSequence) {
            return "text";
        } else if (value instanceof Boolean) {
            return "truth value";
        } else if (value instanceof Number) {
            return "number";
        } else if (value instanceof List<?>) {
            return value instanceof View ? "range, view or generator" : "list";
        } else if (value instanceof Map<?, ?>) {
            return "map";
        }
        return value instanceof Loop
                ? "loop"
                : value instanceof Namespace ? "namespace" : value instanceof Cycler ? "cycler" : "function";
    }
}
