package dev.intarsia.replay.method;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.replay.prompt.People;
import dev.intarsia.replay.source.RecordedEvent;
import java.io.DataInput;
import java.util.List;
import java.util.Optional;

/**
 * Methods without adapters: the base model with personal prompts, made of retrieved events, a profile or both, or with
 * none, which is the plain base model.
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
