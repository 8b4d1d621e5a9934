package dev.intarsia.chat.filter;

import dev.intarsia.chat.value.Absent;
import dev.intarsia.chat.value.Arguments;
import dev.intarsia.chat.value.Attributed;
import dev.intarsia.chat.value.Callable;
import dev.intarsia.chat.value.TemplateProblem;
import java.util.List;

/** What {@code cycler} gives: values, one after the other, and again. */
final class Cycler implements Attributed {
    private final List<Object> values;
    private int at;

    Cycler(Arguments with) {
        if (with.given().isEmpty()) {
            throw new TemplateProblem("it calls 'cycler' without values");
        }
        values = with.given();
    }

    @Override
    public String kind() {
        return "cycler";
    }

    @Override
    public Object attribute(String name) {
        return switch (name) {
            case "next" -> (Callable) with -> values.get(at++ % values.size());
            case "current" -> values.get(at % values.size());
            case "reset" ->
                (Callable) with -> {
                    at = 0;
                    return Absent.NONE;
                };
            default -> throw new TemplateProblem("it asks for '" + name + "' of a cycler, which is not known here");
        };
    }
}
