package dev.intarsia.model.train;

import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.model.engine.LanguageModel;
import java.util.List;

/**
 * Trains many users at once: step i of every user runs in one fused batch. A user's loss is the mean over the rows of
 * the step, and no user's result depends on the others. Safe to use from several threads.
 */
public final class FusedTrainer {
    public FusedTrainer(LanguageModel model, TrainingOptions options) {}

    /** The state of every user after their update, in the order given. Users may have different numbers of steps. */
    public List<AdapterState> train(List<UserUpdate> updates) {
        throw new UnsupportedOperationException();
    }
}
