package dev.intarsia.oppu.learn;

import java.util.List;

/** Makes the updates that are due. Not thread-safe. */
public interface Updates extends AutoCloseable {
    /** Updates every user who has new events, in the order given; changes no state. */
    List<UpdateOutcome> update(List<String> users, UserStates states);

    @Override
    void close();
}
