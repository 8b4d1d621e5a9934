package dev.intarsia.replay.pool;

import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.source.RecordedEvent;
import dev.intarsia.trainer.history.EncodedEvent;
import dev.intarsia.trainer.learn.Arrival;
import java.util.ArrayList;
import java.util.List;

/** Recorded events as the trainer takes them: encoded as for training, accepted when they happened. */
final class Arrivals {
    private Arrivals() {}

    /** Without events whose answer alone is too long, which the trainer refuses. */
    static List<Arrival> of(ReplayModel model, List<RecordedEvent> events) {
        List<Arrival> arrivals = new ArrayList<>();
        for (RecordedEvent event : events) {
            model.example(event, List.of(), null)
                    .ifPresent(example -> arrivals.add(new Arrival(
                            event.user(),
                            event.task(),
                            event.time(),
                            EncodedEvent.of(event.id(), event.time(), example))));
        }
        return arrivals;
    }
}
