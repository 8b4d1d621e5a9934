package dev.intarsia.chat.filter;

import dev.intarsia.chat.value.Arguments;
import dev.intarsia.chat.value.Budget;
import dev.intarsia.chat.value.Callable;
import dev.intarsia.chat.value.Namespace;
import dev.intarsia.chat.value.Repr;
import dev.intarsia.chat.value.TemplateProblem;
import dev.intarsia.chat.value.Values;
import dev.intarsia.chat.value.View;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The functions of Jinja2, and those that Transformers adds. */
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

    private Functions() {}

    public static Map<String, Object> all(Clock clock) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("raise_exception", (Callable) Functions::raise);
        all.put("strftime_now", (Callable) with -> now(with, clock));
        all.put("range", (Callable) Functions::range);
        all.put("dict", (Callable) Functions::dict);
        all.put("namespace", (Callable) Functions::namespace);
        all.put("cycler", (Callable) Cycler::new);
        all.put("joiner", (Callable) Functions::joiner);
        all.put("lipsum", (Callable) with -> {
            throw new TemplateProblem("it calls the function 'lipsum', which is not known here");
        });
        return all;
    }

    /** A map of another map, or of pairs, with further entries. */
    public static Map<Object, Object> dict(Arguments with) {
        return map("dict", with);
    }

    private static Map<Object, Object> map(String function, Arguments with) {
        Map<Object, Object> made = new LinkedHashMap<>();
        if (with.given().size() > 1) {
            throw new TemplateProblem("it calls '" + function + "' in a way that is not known here");
        }
        for (Object given : with.given()) {
            if (given instanceof Map<?, ?> map) {
                Budget.spend(map.size());
                made.putAll(map);
                continue;
            }
            for (Object pair : Values.items(given)) {
                List<Object> both = Values.items(pair);
                if (both.size() != 2) {
                    throw new TemplateProblem("it calls '" + function + "' with what is no list of pairs");
                }
                made.put(Values.key(both.get(0)), both.get(1));
            }
        }
        made.putAll(with.named());
        return made;
    }

    private static Object namespace(Arguments with) {
        Map<String, Object> values = new LinkedHashMap<>();
        map("namespace", with).forEach((key, value) -> values.put(Repr.text(key), value));
        return new Namespace(values);
    }

    /** A function that gives nothing the first time, and a separator from then on. */
    private static Object joiner(Arguments with) {
        Object separator = with.only("sep").text(0, "sep", ", ");
        boolean[] used = new boolean[1];
        return (Callable) none -> {
            none.only();
            Object given = used[0] ? separator : "";
            used[0] = true;
            return given;
        };
    }

    /** What templates call when a conversation does not suit them. */
    private static Object raise(Arguments with) {
        throw new TemplateProblem(
                "the template says: " + Repr.text(with.only("message").at(0, "message")));
    }

    /** The time now by Python's letters. */
    private static Object now(Arguments with, Clock clock) {
        String letters = with.only("format").text(0, "format", null);
        ZonedDateTime now = ZonedDateTime.now(clock);
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < letters.length(); i++) {
            if (letters.charAt(i) != '%') {
                out.append(letters.charAt(i));
                continue;
            }
            i++;
            String pattern = i < letters.length() ? DATES.get(letters.charAt(i)) : null;
            if (pattern == null) {
                throw new TemplateProblem("it writes a date by '" + letters + "', which is not known here");
            }
            out.append(DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(now));
        }
        return out.toString();
    }

    /** The whole numbers up to one, or from one to another, in steps. */
    private static Object range(Arguments with) {
        List<Object> given = with.only("start", "stop", "step").given();
        long[] numbers = new long[given.size()];
        for (int i = 0; i < numbers.length; i++) {
            if (!Values.isWhole(given.get(i))) {
                throw new TemplateProblem("it goes in range of a " + Values.kind(given.get(i)));
            }
            numbers[i] = ((Number) given.get(i)).longValue();
        }
        if (numbers.length == 0 || numbers.length > 3 || numbers.length == 3 && numbers[2] == 0) {
            throw new TemplateProblem("it calls 'range' in a way that is not known here");
        }
        long step = numbers.length == 3 ? numbers[2] : 1;
        long to = numbers.length == 1 ? numbers[0] : numbers[1];
        List<Object> range = new ArrayList<>();
        for (long i = numbers.length == 1 ? 0 : numbers[0]; step > 0 ? i < to : i > to; i += step) {
            range.add(i);
            if (range.size() > LONGEST_RANGE) {
                throw new TemplateProblem("it goes in a range of more than " + LONGEST_RANGE);
            }
        }
        Budget.spend(range.size());
        long from = numbers.length == 1 ? 0 : numbers[0];
        String name = "range(" + from + ", " + to + (step == 1 ? "" : ", " + step) + ")";
        return new View(View.Kind.RANGE, name, range);
    }
}
