package dev.intarsia.replay.learning;

import static java.util.Objects.requireNonNull;

import dev.intarsia.replay.engine.FlopMeter;
import dev.intarsia.replay.method.UserAdapters;
import java.util.function.Function;

/**
 * A way to learn from a stream.
 *
 * @param name as the report shows it
 * @param adapters makes the users' adapters, and counts on the meter what it computes
 */
record LearningRule(String name, Function<FlopMeter, UserAdapters> adapters) {
    LearningRule {
        requireNonNull(name);
        requireNonNull(adapters);
    }
}
