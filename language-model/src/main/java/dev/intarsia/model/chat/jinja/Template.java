package dev.intarsia.model.chat.jinja;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A template that has been read. Safe to use from several threads. */
public final class Template {
    /** Python's letters for parts of a date, and this platform's. */
    private static final Map<Character, String> DATES = Map.ofEntries(
            Map.entry('d', "dd"),
            Map.entry('m', "MM"),
            Map.entry('Y', "yyyy"),
            Map.entry('y', "yy"),
            Map.entry('b', "MMM"),
            Map.entry('B', "MMMM"),
            Map.entry('a', "EEE"),
            Map.entry('A', "EEEE"),
            Map.entry('H', "HH"),
            Map.entry('I', "hh"),
            Map.entry('M', "mm"),
            Map.entry('S', "ss"),
            Map.entry('p', "a"),
            Map.entry('j', "DDD"));

    private final List<Statement> statements;

    private Template(List<Statement> statements) {
        this.statements = statements;
    }

    /** @throws JinjaException when it is broken or asks for what is not known here */
    public static Template of(String source) {
        try {
            return new Template(StatementParser.parse(source));
        } catch (StackOverflowError e) {
            throw new JinjaException("it is nested too deep");
        }
    }

    /**
     * What it writes.
     *
     * @param values texts, numbers, truth values, {@link None}, and lists and maps of these
     * @param clock what a template that asks for the date is told
     * @throws JinjaException when it fails, refuses the values or takes too much work
     */
    public String render(Map<String, Object> values, Clock clock) {
        Work work = new Work(clock);
        Scope globals = new Scope(work);
        globals.set("range", (Callable) given -> range(given, work));
        globals.set("namespace", (Callable)
                given -> new Namespace(given.atMost(0, names(given)).named()));
        globals.set("dict", (Callable) given -> given.atMost(0, names(given)).named());
        globals.set("raise_exception", (Callable) given -> refuse(given, work));
        globals.set("strftime_now", (Callable) given -> date(given.text(0, "format"), work));
        Scope scope = globals.inner();
        values.forEach(scope::set);
        Output output = new Output(work);
        try {
            Statement.all(statements, scope, output);
        } catch (StackOverflowError e) {
            throw new JinjaException("its values are nested too deep");
        }
        return output.text();
    }

    private static String[] names(Arguments given) {
        return given.named().keySet().toArray(String[]::new);
    }

    private static Object refuse(Arguments given, Work work) {
        throw new JinjaException("it says: " + Values.text(given.get(0, "message"), work));
    }

    private static Object range(Arguments given, Work work) {
        boolean one = given.atMost(3).ordered().size() == 1;
        long from = one ? 0 : given.whole(0, "start", 0);
        long to = given.whole(one ? 0 : 1, "stop", 0);
        long step = given.whole(2, "step", 1);
        if (step == 0) {
            throw new JinjaException("a range has a step of 0");
        }
        List<Object> numbers = new ArrayList<>();
        work.elements(Math.max(0, (to - from) / step));
        for (long i = from; step > 0 ? i < to : i > to; i += step) {
            numbers.add(i);
        }
        return numbers;
    }

    private static String date(String format, Work work) {
        LocalDateTime now = LocalDateTime.now(work.clock());
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            String pattern = c == '%' && i + 1 < format.length() ? DATES.get(format.charAt(i + 1)) : null;
            if (c != '%') {
                text.append(c);
            } else if (pattern == null) {
                throw new JinjaException("the date format '" + format + "' is not known here");
            } else {
                text.append(DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(now));
                i++;
            }
        }
        work.text(text.length());
        return text.toString();
    }
}
