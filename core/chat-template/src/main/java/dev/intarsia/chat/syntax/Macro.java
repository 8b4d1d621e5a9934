package dev.intarsia.chat.syntax;

import dev.intarsia.chat.value.Absent;
import dev.intarsia.chat.value.Arguments;
import dev.intarsia.chat.value.Budget;
import dev.intarsia.chat.value.Callable;
import dev.intarsia.chat.value.TemplateProblem;
import dev.intarsia.chat.value.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A macro, or the body of a {@code call}.
 *
 * @param parameters its names, the last of them with what they are where nothing is given
 * @param read the names that its body reads, which decide what it can be given
 */
record Macro(String name, List<Parameter> parameters, List<Statement> body, Set<String> read) {
    private static final String CALLER = "caller";
    private static final String NAMED = "kwargs";
    private static final String GIVEN = "varargs";

    /** One name; its default is null where it has none. */
    record Parameter(String name, @Nullable Expression otherwise) {}

    /** The macro as a value, which sees the variables around it. */
    Callable in(Scope around) {
        return with -> Budget.deeper(() -> written(around.within(), with));
    }

    private String written(Scope scope, Arguments with) {
        Map<String, Object> named = new LinkedHashMap<>(with.named());
        for (int i = 0; i < parameters.size(); i++) {
            Parameter parameter = parameters.get(i);
            Object value = i < with.given().size() ? with.given().get(i) : named.remove(parameter.name());
            if (i < with.given().size() && named.containsKey(parameter.name())) {
                throw new TemplateProblem("it gives '" + parameter.name() + "' to '" + name + "' twice");
            }
            if (value == null) {
                value = parameter.otherwise() == null
                        ? Absent.UNDEFINED
                        : parameter.otherwise().value(scope);
            }
            scope.set(parameter.name(), value);
        }
        further(scope, with.given(), named);
        return Statement.written(body, scope);
    }

    private void further(Scope scope, List<Object> given, Map<String, Object> named) {
        Object caller = named.remove(CALLER);
        if (read.contains(CALLER)) {
            scope.set(CALLER, caller == null ? Absent.UNDEFINED : caller);
        } else if (caller != null) {
            throw new TemplateProblem("it calls '" + name + "' with a block, which has no 'caller'");
        }
        if (read.contains(NAMED)) {
            scope.set(NAMED, new LinkedHashMap<>(named));
        } else if (!named.isEmpty()) {
            throw new TemplateProblem("it gives '" + named.keySet().iterator().next() + "' to '" + name
                    + "', which takes no such argument");
        }
        List<Object> rest =
                given.size() > parameters.size() ? given.subList(parameters.size(), given.size()) : List.of();
        if (read.contains(GIVEN)) {
            scope.set(GIVEN, new Tuple(new ArrayList<>(rest)));
        } else if (!rest.isEmpty()) {
            throw new TemplateProblem("it gives '" + name + "' more than its " + parameters.size() + " arguments");
        }
    }
}
