package dev.intarsia.oppu.learn;

import dev.intarsia.oppu.history.History;
import java.util.List;

/**
 * What one user contributes to a round: new events up to the next update.
 *
 * @param arrivals at least one
 * @param after the user's history with them
 * @param due whether the last of them makes an update due
 */
public record UserSlice(String user, List<TrainingEvent> arrivals, History after, boolean due) {
    public UserSlice {
        arrivals = List.copyOf(arrivals);
    }
}
