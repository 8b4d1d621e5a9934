package dev.intarsia.chat.syntax;

import dev.intarsia.chat.value.Arguments;
import dev.intarsia.chat.value.Repr;
import dev.intarsia.chat.value.TemplateProblem;
import dev.intarsia.chat.value.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a call says that it gives.
 *
 * @param list what follows {@code *}
 * @param map what follows {@code **}
 */
record CallArguments(
        List<Expression> given,
        Map<String, Expression> named,
        @Nullable Expression list,
        @Nullable Expression map) {
    static final CallArguments NONE = new CallArguments(List.of(), Map.of(), null, null);

    static CallArguments of(Expression one) {
        return new CallArguments(List.of(one), Map.of(), null, null);
    }

    Arguments in(Scope scope) {
        List<Object> values = new ArrayList<>();
        given.forEach(one -> values.add(one.value(scope)));
        Map<String, Object> byName = new LinkedHashMap<>();
        named.forEach((name, one) -> byName.put(name, one.value(scope)));
        if (list != null) {
            values.addAll(Values.items(list.value(scope)));
        }
        if (map != null) {
            if (!(map.value(scope) instanceof Map<?, ?> further)) {
                throw new TemplateProblem("it gives as named arguments what is no map");
            }
            further.forEach((name, value) -> byName.put(Repr.text(name), value));
        }
        return new Arguments(values, byName);
    }
}
