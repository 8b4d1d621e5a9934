package dev.intarsia.replay.method;

import static java.util.Objects.requireNonNull;

import dev.intarsia.replay.engine.KeptFiles;
import dev.intarsia.replay.engine.ReplayModel;

/**
 * What methods of one replay are made from; it outlives them.
 *
 * @param files what a method prepared, for a run that resumes this one; of each method under names of its own
 */
public record Workplace(ReplayModel model, KeptFiles files) {
    public Workplace {
        requireNonNull(model);
        requireNonNull(files);
    }
}
