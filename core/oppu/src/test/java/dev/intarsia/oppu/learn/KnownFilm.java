package dev.intarsia.oppu.learn;

import dev.intarsia.model.example.Example;
import dev.intarsia.model.example.KnownEvent;
import dev.intarsia.model.knowledge.Person;
import dev.intarsia.oppu.history.HistoryEvent;
import java.time.Instant;

/** An event that is kept with its text, as the trainer keeps events. */
record KnownFilm(String eventId, KnownEvent known) implements HistoryEvent {
    @Override
    public Instant ingestedAt() {
        return Instant.EPOCH;
    }

    @Override
    public Example example() {
        return known.example(Person.NOBODY);
    }

    @Override
    public int size() {
        return 1;
    }
}
