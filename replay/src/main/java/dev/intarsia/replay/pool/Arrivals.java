package dev.intarsia.replay.pool;

import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.source.RecordedEvent;
import dev.intarsia.trainer.history.EncodedEvent;
import dev.intarsia.trainer.learn.Arrival;
import java.util.List;

/** Recorded events as the trainer takes them: encoded as for training, accepted when they happened. */
final class Arrivals {
    private Arrivals() {}

    static List<Arrival> of(ReplayModel model, List<RecordedEvent> events) {
        return events.stream().map(event -> of(model, event)).toList();
    }

    private static Arrival of(ReplayModel model, RecordedEvent event) {
        return new Arrival(
                event.user(),
                event.task(),
                event.time(),
                EncodedEvent.of(
                        event.id(), event.time(), model.encoder().encode(model.task(), event.input(), event.output())));
    }
}
