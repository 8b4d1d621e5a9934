package dev.intarsia.events.parse;

import java.util.List;
import java.util.function.Function;

/** The result of reading untrusted input: a value, or everything that is wrong with it. */
public sealed interface Reading<T> {
    /** It was good. */
    record Valid<T>(T value) implements Reading<T> {}

    /** It was not; there is at least one problem. */
    record Invalid<T>(List<Problem> problems) implements Reading<T> {
        public Invalid {
            problems = List.copyOf(problems);
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("An invalid reading needs a problem; give at least one.");
            }
        }

        Invalid(String field, String problem) {
            this(List.of(new Problem(field, problem)));
        }
    }

    /** Reads on from a good value; a bad one stays as it is. */
    default <R> Reading<R> then(Function<T, Reading<R>> next) {
        if (this instanceof Valid<T> valid) {
            return next.apply(valid.value());
        }
        return new Invalid<>(((Invalid<T>) this).problems());
    }
}
