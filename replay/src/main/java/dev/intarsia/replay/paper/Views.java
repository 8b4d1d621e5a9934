package dev.intarsia.replay.paper;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.example.Example;
import dev.intarsia.model.knowledge.Person;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.prompt.People;
import dev.intarsia.replay.source.RecordedEvent;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Both views of an event, as the paper has them: plain, and with the most similar earlier event and a profile in the
 * prompt. Events are remembered as they come.
 */
final class Views {
    private final ReplayModel model;
    private final People people;

    /** @param people as nobody else uses them */
    Views(ReplayModel model, People people) {
        this.model = requireNonNull(model);
        this.people = requireNonNull(people);
    }

    /** The views of a user's next event; none where its answer alone is too long. */
    List<Example> next(RecordedEvent event) {
        Person person = people.before(event.user(), event.input());
        people.remember(event);
        return Stream.of(
                        model.encoding().example(event, List.of(), null),
                        model.encoding().example(event, person.history(), person.profile()))
                .flatMap(Optional::stream)
                .toList();
    }
}
