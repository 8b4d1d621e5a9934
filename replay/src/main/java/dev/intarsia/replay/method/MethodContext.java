package dev.intarsia.replay.method;

import static java.util.Objects.requireNonNull;

import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.engine.StateDirectory;

/**
 * What methods of one replay are made from; it outlives them.
 *
 * @param files what a method prepared, for a run that resumes this one; of each method under names of its own
 */
public record MethodContext(ReplayModel model, StateDirectory files) {
    public MethodContext {
        requireNonNull(model);
        requireNonNull(files);
    }
}
