package dev.intarsia.model.train;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.adapter.AdapterState;
import java.util.List;

/**
 * What an update came to.
 *
 * @param losses for each step those of its examples, in mean nats per response token: before the step, and with dropout
 */
public record TrainedUpdate(AdapterState state, List<float[]> losses) {
    public TrainedUpdate {
        requireNonNull(state);
        losses = List.copyOf(losses);
    }
}
