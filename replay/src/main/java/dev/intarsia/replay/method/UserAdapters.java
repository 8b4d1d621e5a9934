package dev.intarsia.replay.method;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.replay.source.RecordedEvent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The adapters that users are answered under, and what they come from. Called as {@link Method} is, and keeps to what a
 * method keeps to.
 */
public interface UserAdapters extends AutoCloseable {
    /** As {@link Method#learn}. */
    void learn(List<RecordedEvent> events);

    /** Does for these users what can wait for a question. Called before {@link #of}. */
    default void expect(Set<String> users) {}

    /** The user's adapter now; nothing where the base model answers. */
    Optional<Adapter> of(String user);

    /** How many of the user's events had been seen at the last drift that was found; 0 for none. */
    default long driftAt(String user) {
        return 0;
    }

    /** What is kept now, but for what stands before prompts. */
    StorageCost kept();

    /** As {@link Method#save}. */
    default void save(DataOutput out) throws IOException {}

    /** As {@link Method#restore}. */
    void restore(List<RecordedEvent> learned, DataInput in) throws IOException;

    @Override
    default void close() {}
}
