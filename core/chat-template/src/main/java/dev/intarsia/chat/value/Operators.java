package dev.intarsia.chat.value;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;
import org.jspecify.annotations.Nullable;

/** Python's operators that calculate. */
@SuppressWarnings("NullAway") // An undefined value is null there.
public final class Operators {
    private Operators() {}

    public static Object join(@Nullable Object left, @Nullable Object right) {
        return Budget.text(Repr.text(Markup.refused(left)) + Repr.text(Markup.refused(right)));
    }

    public static Object add(@Nullable Object left, @Nullable Object right) {
        if (Markup.refused(left) instanceof CharSequence && Markup.refused(right) instanceof CharSequence) {
            return Budget.text(left.toString() + right);
        } else if (left instanceof List<?> x && right instanceof List<?> y && isList(x) && isList(y)) {
            List<Object> all = Values.items(x);
            all.addAll(Values.items(y));
            return Values.list(all);
        } else if (left instanceof Tuple x && right instanceof Tuple y) {
            List<Object> all = Values.items(x);
            all.addAll(Values.items(y));
            return new Tuple(all);
        }
        return calculated(left, right, Math::addExact, (x, y) -> x + y);
    }

    private static boolean isList(List<?> list) {
        return !(list instanceof Tuple || list instanceof View);
    }

    public static Object subtract(@Nullable Object left, @Nullable Object right) {
        return calculated(left, right, Math::subtractExact, (x, y) -> x - y);
    }

    public static Object multiply(@Nullable Object left, @Nullable Object right) {
        if (Values.isWhole(left) && !(right instanceof Number)) {
            return multiply(right, left);
        } else if (left instanceof List<?> list && isList(list) && Values.isWhole(right)) {
            return repeated(list, Math.max(0, number(right).longValue()));
        } else if (left instanceof CharSequence text && Values.isWhole(right)) {
            long times = Math.max(0, number(right).longValue());
            Budget.requireLength((long) ((double) text.length() * times));
            return Budget.text(text.toString().repeat((int) (text.length() == 0 ? 0 : times)));
        }
        return calculated(left, right, Math::multiplyExact, (x, y) -> x * y);
    }

    private static List<Object> repeated(List<?> list, long times) {
        List<Object> all = new ArrayList<>();
        for (long i = 0; i < times; i++) {
            Budget.spend(1);
            all.addAll(Values.items(list));
        }
        return Values.list(all);
    }

    public static Object divide(@Nullable Object left, @Nullable Object right) {
        return number(left).doubleValue() / nonzero(right).doubleValue();
    }

    public static Object divideWhole(@Nullable Object left, @Nullable Object right) {
        return calculated(left, nonzero(right), Math::floorDiv, (x, y) -> Math.floor(x / y));
    }

    public static Object remainder(@Nullable Object left, @Nullable Object right) {
        if (Markup.refused(left) instanceof CharSequence text) {
            return Formats.percent(text.toString(), right);
        }
        if (!whole(left, nonzero(right))) {
            throw new TemplateProblem("it takes the remainder of a fraction, which is not known here");
        }
        return Math.floorMod(number(left).longValue(), number(right).longValue());
    }

    public static Object power(@Nullable Object left, @Nullable Object right) {
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

    public static Object negative(@Nullable Object value) {
        return subtract(0L, value);
    }

    /** Of two whole numbers a whole number, which does not overflow; otherwise a fraction. */
    private static Object calculated(
            @Nullable Object left, @Nullable Object right, LongBinaryOperator whole, DoubleBinaryOperator fraction) {
        return whole(left, right)
                ? (Object) whole.applyAsLong(
                        number(left).longValue(), number(right).longValue())
                : (Object) fraction.applyAsDouble(
                        number(left).doubleValue(), number(right).doubleValue());
    }

    private static boolean whole(@Nullable Object left, @Nullable Object right) {
        return Values.isWhole(number(left)) && Values.isWhole(number(right));
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
        throw new TemplateProblem("it calculates with a " + Values.kind(value));
    }
}
