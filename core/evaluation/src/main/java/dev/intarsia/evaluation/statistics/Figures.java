package dev.intarsia.evaluation.statistics;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * Something of each method and measure.
 *
 * @param byMethod in the order in which methods are shown; a method lacks the measures it has no answers for
 */
public record Figures<T>(Map<String, Map<Measure, T>> byMethod) {
    public Figures {
        byMethod = Collections.unmodifiableMap(new LinkedHashMap<>(byMethod));
    }

    public Set<String> methods() {
        return byMethod.keySet();
    }

    public boolean has(String method, Measure measure) {
        return byMethod.getOrDefault(method, Map.of()).containsKey(measure);
    }

    /**
     * What there is of a method and a measure.
     *
     * @throws IllegalArgumentException where there is nothing
     */
    public T of(String method, Measure measure) {
        T found = byMethod.getOrDefault(method, Map.of()).get(measure);
        if (found == null) {
            throw new IllegalArgumentException(
                    method + " has no " + measure.text() + "; ask whether it has one first.");
        }
        return found;
    }

    /** The best method among some by a measure. */
    public Optional<String> best(Measure measure, Predicate<String> among, ToDoubleFunction<T> value) {
        return methods().stream()
                .filter(method -> has(method, measure) && among.test(method))
                .reduce((a, b) ->
                        measure.isBetter(value.applyAsDouble(of(b, measure)), value.applyAsDouble(of(a, measure)))
                                ? b
                                : a);
    }

    /** The same methods and measures with something made of each. */
    public <R> Figures<R> map(Function<T, R> change) {
        Map<String, Map<Measure, R>> changed = new LinkedHashMap<>();
        byMethod.forEach((method, own) -> {
            Map<Measure, R> figures = new LinkedHashMap<>();
            own.forEach((measure, figure) -> figures.put(measure, change.apply(figure)));
            changed.put(method, figures);
        });
        return new Figures<>(changed);
    }
}
