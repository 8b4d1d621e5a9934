package dev.intarsia.oppu.learn;

import dev.intarsia.oppu.update.LoadLevel;
import java.util.List;

/** Makes the updates that are due. Not thread-safe. */
public interface Updates extends AutoCloseable {
    /**
     * Updates every user who has new events, in the order given; changes no state.
     *
     * @param level how much training the updates get
     */
    List<UpdateOutcome> update(List<String> users, UserStates states, LoadLevel level);

    @Override
    void close();
}
