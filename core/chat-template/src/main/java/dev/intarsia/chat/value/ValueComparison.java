package dev.intarsia.chat.value;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** When values are equal in Python, which of two is less, and what one contains. */
public final class ValueComparison {
    private ValueComparison() {}

    public static boolean equal(@Nullable Object left, @Nullable Object right) {
        Budget.spend(1);
        if (Absent.undefined(left) || Absent.undefined(right)) {
            return Absent.undefined(left) && Absent.undefined(right);
        }
        Object a = Values.number(left);
        Object b = Values.number(right);
        if (a instanceof Number x && b instanceof Number y) {
            return Values.isWhole(a) && Values.isWhole(b)
                    ? x.longValue() == y.longValue()
                    : x.doubleValue() == y.doubleValue();
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

    public static int compare(@Nullable Object left, @Nullable Object right) {
        Budget.spend(1);
        if (left instanceof Number x && right instanceof Number y) {
            return Values.isWhole(x) && Values.isWhole(y)
                    ? Long.compare(x.longValue(), y.longValue())
                    : Double.compare(x.doubleValue(), y.doubleValue());
        } else if (left instanceof CharSequence && right instanceof CharSequence) {
            return compareTexts(left.toString(), right.toString());
        } else if (left instanceof Boolean || right instanceof Boolean) {
            return compare(Values.number(left), Values.number(right));
        } else if (left instanceof List<?> x
                && right instanceof List<?> y
                && !(x instanceof View || y instanceof View)
                && x instanceof Tuple == y instanceof Tuple) {
            return compareLists(x, y);
        }
        throw new TemplateProblem("it compares a " + Values.kind(left) + " with a " + Values.kind(right));
    }

    /** By characters, of which Java counts some as two. */
    public static int compareTexts(String left, String right) {
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

    private static int compareLists(List<?> left, List<?> right) {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            if (!equal(left.get(i), right.get(i))) {
                return compare(left.get(i), right.get(i));
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    public static boolean contains(@Nullable Object holder, @Nullable Object item) {
        if (holder instanceof CharSequence text && item instanceof CharSequence part) {
            Budget.scan(text.toString(), part.toString());
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
            return map.containsKey(Values.lookup(item));
        } else if (Absent.undefined(holder)) {
            return false;
        }
        throw new TemplateProblem("it looks for a " + Values.kind(item) + " in a " + Values.kind(holder));
    }
}
