package dev.intarsia.chat.value;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a filter or method is called with. */
@SuppressWarnings("NullAway") // An undefined value is null there.
public record Arguments(List<Object> given, Map<String, Object> named) {
    /** The argument at a place or of a name; null where there is none. */
    @Nullable
    public Object at(int place, String name) {
        return place < given.size() ? given.get(place) : named.get(name);
    }

    /** The argument at a place or of a name, which must be there. */
    public Object required(int place, String name) {
        Object value = at(place, name);
        if (value == null) {
            throw new TemplateProblem("it leaves out the argument '" + name + "'");
        }
        return value;
    }

    /** The argument at a place or of a name; null where there is none, or it is {@code none}. */
    @Nullable
    public Object optional(int place, String name) {
        Object value = at(place, name);
        return value == Absent.NONE ? null : value;
    }

    /** The one argument that is taken, a text. */
    public String onlyText(String name) {
        return only(name).text(0, name, null);
    }

    public boolean isSet(int place, String name) {
        return Values.truth(at(place, name));
    }

    public String text(int place, String name, @Nullable String otherwise) {
        Object value = at(place, name);
        if (value instanceof CharSequence) {
            return value.toString();
        } else if (value == null && otherwise != null) {
            return otherwise;
        }
        throw new TemplateProblem("it gives a " + Values.kind(value) + " where a text is expected");
    }

    /** Refuses arguments beyond those of these names, in their order. */
    public Arguments only(String... names) {
        if (given.size() > names.length || !List.of(names).containsAll(named.keySet())) {
            throw new TemplateProblem("it gives arguments that are not known here: only " + List.of(names) + " are");
        }
        return this;
    }
}
