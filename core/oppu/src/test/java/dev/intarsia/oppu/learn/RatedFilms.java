package dev.intarsia.oppu.learn;

import dev.intarsia.model.example.ExampleEncoder;
import dev.intarsia.model.fixture.TinyModel;
import dev.intarsia.oppu.history.EncodedEvent;
import dev.intarsia.tasks.Task;
import dev.intarsia.tasks.Tasks;
import java.time.Instant;
import java.util.Map;

/** Events of one task, encoded for a tiny model. */
record RatedFilms(ExampleEncoder encoder) {
    private static final Task TASK = Tasks.bundled().require("movie-rating");

    static RatedFilms of(TinyModel tiny) {
        return new RatedFilms(new ExampleEncoder(tiny.tokenizer(), 64));
    }

    TrainingEvent event(String user, int number, String title, String rating) {
        return new TrainingEvent(
                user,
                TASK.name(),
                Instant.EPOCH,
                EncodedEvent.of("e" + number, Instant.EPOCH, encoder.encode(TASK, Map.of("title", title), rating)));
    }
}
