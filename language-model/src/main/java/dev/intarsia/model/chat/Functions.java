package dev.intarsia.model.chat;

import com.hubspot.jinjava.interpret.InterpretException;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The functions that Transformers gives to templates. */
public final class Functions {
    private static final int LONGEST_RANGE = 10_000;
    private static final Map<Character, String> DATES = Map.ofEntries(
            Map.entry('Y', "yyyy"),
            Map.entry('y', "yy"),
            Map.entry('m', "MM"),
            Map.entry('B', "MMMM"),
            Map.entry('b', "MMM"),
            Map.entry('d', "dd"),
            Map.entry('j', "DDD"),
            Map.entry('A', "EEEE"),
            Map.entry('a', "EEE"),
            Map.entry('H', "HH"),
            Map.entry('I', "hh"),
            Map.entry('M', "mm"),
            Map.entry('S', "ss"),
            Map.entry('p', "a"));

    /** Stopped by tests, each for its own thread. */
    static final ThreadLocal<Clock> CLOCK = ThreadLocal.withInitial(Clock::systemDefaultZone);

    private Functions() {}

    /** What templates call when a conversation does not suit them. */
    public static Object raise(@Nullable Object message) {
        throw new InterpretException("the template says: " + Python.text(message));
    }

    /** The time now by Python's letters. */
    public static Object now(@Nullable Object format) {
        String letters = Python.text(format);
        ZonedDateTime now = ZonedDateTime.now(CLOCK.get());
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < letters.length(); i++) {
            if (letters.charAt(i) != '%') {
                out.append(letters.charAt(i));
                continue;
            }
            i++;
            String pattern = i < letters.length() ? DATES.get(letters.charAt(i)) : null;
            if (pattern == null) {
                throw new InterpretException("it writes a date by '" + letters + "', which is not known here");
            }
            out.append(DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(now));
        }
        return out.toString();
    }

    /** The whole numbers up to one, or from one to another, in steps. */
    public static Object range(Object... given) {
        long[] numbers = new long[given.length];
        for (int i = 0; i < given.length; i++) {
            if (!Python.isWhole(given[i])) {
                throw new InterpretException("it goes in range of a " + Python.kind(given[i]));
            }
            numbers[i] = ((Number) given[i]).longValue();
        }
        if (numbers.length == 0 || numbers.length > 3 || numbers.length == 3 && numbers[2] == 0) {
            throw new InterpretException("it calls 'range' in a way that is not known here");
        }
        long step = numbers.length == 3 ? numbers[2] : 1;
        long to = numbers.length == 1 ? numbers[0] : numbers[1];
        List<Object> range = new ArrayList<>();
        for (long i = numbers.length == 1 ? 0 : numbers[0]; step > 0 ? i < to : i > to; i += step) {
            range.add(i);
            if (range.size() > LONGEST_RANGE) {
                throw new InterpretException("it goes in a range of more than " + LONGEST_RANGE);
            }
        }
        Budget.spend(range.size());
        return new View(range);
    }
}
