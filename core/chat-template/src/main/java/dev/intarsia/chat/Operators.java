package dev.intarsia.chat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Python's operators, for the tree of jinjava's expression language. */
@SuppressWarnings("NullAway") // An undefined value is null there.
final class Operators {
    private Operators() {}

    static Object join(@Nullable Object left, @Nullable Object right) {
        return Budget.text(Python.text(Markup.refused(left)) + Python.text(Markup.refused(right)));
    }

    static Object add(@Nullable Object left, @Nullable Object right) {
        if (Markup.refused(left) instanceof CharSequence && Markup.refused(right) instanceof CharSequence) {
            return Budget.text(left.toString() + right);
        } else if (left instanceof List<?> x && right instanceof List<?> y && isList(x) && isList(y)) {
            List<Object> all = Python.items(x);
            all.addAll(Python.items(y));
            return list(all);
        } else if (left instanceof Tuple x && right instanceof Tuple y) {
            List<Object> all = Python.items(x);
            all.addAll(Python.items(y));
            return new Tuple(all);
        }
        return whole(left, right)
                ? (Object) Math.addExact(number(left).longValue(), number(right).longValue())
                : (Object) (number(left).doubleValue() + number(right).doubleValue());
    }

    private static boolean isList(List<?> list) {
        return !(list instanceof Tuple || list instanceof View);
    }

    static Object subtract(@Nullable Object left, @Nullable Object right) {
        return whole(left, right)
                ? (Object) Math.subtractExact(
                        number(left).longValue(), number(right).longValue())
                : (Object) (number(left).doubleValue() - number(right).doubleValue());
    }

    static Object multiply(@Nullable Object left, @Nullable Object right) {
        if (Python.isWhole(left) && !(right instanceof Number)) {
            return multiply(right, left);
        } else if (left instanceof List<?> list && isList(list) && Python.isWhole(right)) {
            return repeated(list, Math.max(0, number(right).longValue()));
        } else if (left instanceof CharSequence text && Python.isWhole(right)) {
            long times = Math.max(0, number(right).longValue());
            if (times > 0 && text.length() > Budget.LONGEST / times) {
                throw new TemplateProblem("it makes a text of more than " + Budget.LONGEST + " characters");
            }
            return Budget.text(text.toString().repeat((int) (text.length() == 0 ? 0 : times)));
        }
        return whole(left, right)
                ? (Object) Math.multiplyExact(
                        number(left).longValue(), number(right).longValue())
                : (Object) (number(left).doubleValue() * number(right).doubleValue());
    }

    private static List<Object> repeated(List<?> list, long times) {
        List<Object> all = new ArrayList<>();
        for (long i = 0; i < times; i++) {
            Budget.spend(1);
            all.addAll(Python.items(list));
        }
        return list(all);
    }

    static Object divide(@Nullable Object left, @Nullable Object right) {
        return number(left).doubleValue() / nonzero(right).doubleValue();
    }

    static Object divideWhole(@Nullable Object left, @Nullable Object right) {
        return whole(left, nonzero(right))
                ? (Object) Math.floorDiv(number(left).longValue(), number(right).longValue())
                : (Object) Math.floor(number(left).doubleValue() / number(right).doubleValue());
    }

    static Object remainder(@Nullable Object left, @Nullable Object right) {
        if (Markup.refused(left) instanceof CharSequence text) {
            return Formats.percent(text.toString(), right);
        }
        if (!whole(left, nonzero(right))) {
            throw new TemplateProblem("it takes the remainder of a fraction, which is not known here");
        }
        return Math.floorMod(number(left).longValue(), number(right).longValue());
    }

    static Object power(@Nullable Object left, @Nullable Object right) {
        if (!whole(left, right)
                || number(right).longValue() < 0
                || number(right).longValue() > 64) {
            throw new TemplateProblem("it takes a power that is not known here");
        }
        long power = 1;
        for (long i = number(right).longValue(); i > 0; i--) {
            power = Math.multiplyExact(power, number(left).longValue());
        }
        return power;
    }

    static Object negative(@Nullable Object value) {
        return subtract(0L, value);
    }

    private static boolean whole(@Nullable Object left, @Nullable Object right) {
        return Python.isWhole(number(left)) && Python.isWhole(number(right));
    }

    private static Number nonzero(@Nullable Object value) {
        if (number(value).doubleValue() == 0) {
            throw new TemplateProblem("it divides by zero");
        }
        return number(value);
    }

    private static Number number(@Nullable Object value) {
        if (value instanceof Number number) {
            return number;
        }
        throw new TemplateProblem("it calculates with a " + Python.kind(value));
    }

    /** {@code value[start:stop:step]}; parts that are left out are null. */
    static Object slice(@Nullable Object value, @Nullable Object start, @Nullable Object stop, @Nullable Object step) {
        if (!(value instanceof List<?> || value instanceof CharSequence)
                || value instanceof View view && view.kind() != View.Kind.RANGE) {
            throw new TemplateProblem("it takes a part of a " + Python.kind(value));
        }
        List<Object> items = Python.items(value);
        long stride = step == null ? 1 : index(step);
        if (stride == 0) {
            throw new TemplateProblem("it takes a part in steps of 0");
        }
        int size = items.size();
        long low = stride > 0 ? 0 : -1;
        long high = stride > 0 ? size : size - 1;
        long from = start == null ? (stride > 0 ? low : high) : bound(index(start), size, low, high);
        long to = stop == null ? (stride > 0 ? high : low) : bound(index(stop), size, low, high);
        List<Object> part = new ArrayList<>();
        for (long i = from; stride > 0 ? i < to : i > to; i += stride) {
            part.add(items.get((int) i));
        }
        if (value instanceof CharSequence) {
            StringBuilder text = new StringBuilder();
            part.forEach(text::append);
            return text.toString();
        }
        return value instanceof View view
                ? new View(view.kind(), part)
                : value instanceof Tuple ? new Tuple(part) : list(part);
    }

    private static long bound(long index, int size, long low, long high) {
        return Math.min(Math.max(index < 0 ? index + size : index, low), high);
    }

    private static long index(Object value) {
        if (!Python.isWhole(value)) {
            throw new TemplateProblem("it takes a part up to a " + Python.kind(value));
        }
        return Math.max(Math.min(((Number) value).longValue(), 1L << 32), -(1L << 32));
    }

    static List<Object> list(List<?> items) {
        return Collections.unmodifiableList(new ArrayList<Object>(items));
    }
}
