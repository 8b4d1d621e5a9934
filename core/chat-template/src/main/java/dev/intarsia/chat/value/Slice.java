package dev.intarsia.chat.value;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Python's slices of lists and texts. */
public final class Slice {
    private Slice() {}

    /** {@code value[start:stop:step]}; parts that are left out are null. */
    public static Object of(
            @Nullable Object value, @Nullable Object start, @Nullable Object stop, @Nullable Object step) {
        if (!(value instanceof List<?> || value instanceof CharSequence)
                || value instanceof View view && view.kind() != View.Kind.RANGE) {
            throw new TemplateProblem("it takes a part of a " + Values.kind(value));
        }
        List<Object> items = Values.items(value);
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
                : value instanceof Tuple ? new Tuple(part) : Values.list(part);
    }

    private static long bound(long index, int size, long low, long high) {
        return Math.min(Math.max(index < 0 ? index + size : index, low), high);
    }

    private static long index(Object value) {
        if (!Values.isWhole(value)) {
            throw new TemplateProblem("it takes a part up to a " + Values.kind(value));
        }
        return Math.max(Math.min(((Number) value).longValue(), 1L << 32), -(1L << 32));
    }
}
