package dev.intarsia.replay.method;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.replay.prompt.People;
import dev.intarsia.replay.source.RecordedEvent;
import java.io.DataInput;
import java.util.List;
import java.util.Optional;

/**
 * Nobody has an adapter: the base model is told of the person in the prompt, by retrieved events, by a profile, by both, or
 * by nothing, which is the base model as it is.
 */
final class PromptsAlone implements UserAdapters {
    private final People people;

    PromptsAlone(People people) {
        this.people = requireNonNull(people);
    }

    @Override
    public void learn(List<RecordedEvent> events) {
        events.forEach(people::remember);
    }

    @Override
    public Optional<Adapter> of(String user) {
        return Optional.empty();
    }

    @Override
    public StorageCost kept() {
        return StorageCost.NOTHING;
    }

    @Override
    public void restore(List<RecordedEvent> learned, DataInput in) {
        learn(learned);
    }
}
