package dev.intarsia.replay.method;

import dev.intarsia.model.knowledge.Person;
import dev.intarsia.oppu.history.EncodedEvent;
import dev.intarsia.oppu.history.History;
import dev.intarsia.oppu.learn.TrainingEvent;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.source.RecordedEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Recorded events as the trainer takes them: encoded as for training, accepted when they happened. */
public final class TrainingEvents {
    private TrainingEvents() {}

    /**
     * One event with what stands of its user before the prompt; nothing where its answer alone is too long, which the
     * trainer refuses.
     */
    public static Optional<TrainingEvent> of(ReplayModel model, RecordedEvent event, Person person) {
        return model.encoding()
                .example(event, person.history(), person.profile())
                .map(example -> new TrainingEvent(
                        event.user(), event.task(), event.time(), EncodedEvent.of(event.id(), event.time(), example)));
    }

    /** Events with nothing before their prompts. */
    public static List<TrainingEvent> plain(ReplayModel model, List<RecordedEvent> events) {
        return events.stream()
                .flatMap(event -> of(model, event, Person.NOBODY).stream())
                .toList();
    }

    /** The same under the name by which the trainer draws for its user. */
    public static TrainingEvent seeded(ReplayModel model, TrainingEvent arrival) {
        return new TrainingEvent(model.seeded(arrival.user()), arrival.task(), arrival.time(), arrival.event());
    }

    /**
     * What the trainer holds of each user when all of this has arrived.
     *
     * @param window how many events it holds of one user
     */
    public static Map<String, History> histories(List<TrainingEvent> arrivals, int window) {
        Map<String, History> histories = new HashMap<>();
        for (TrainingEvent arrival : arrivals) {
            History history = histories.getOrDefault(arrival.user(), History.EMPTY);
            histories.put(arrival.user(), history.with(List.of(arrival.event()), window));
        }
        return histories;
    }
}
