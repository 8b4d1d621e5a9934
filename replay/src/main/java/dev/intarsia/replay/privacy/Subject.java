package dev.intarsia.replay.privacy;

import dev.intarsia.model.example.Example;
import dev.intarsia.replay.source.RecordedEvent;
import java.util.List;

/**
 * A user whose events are attacked.
 *
 * @param events half of which each run knows, in order of time
 * @param examples the same events as the model is trained on them
 * @param questions later than the events
 */
record Subject(
        String user, List<RecordedEvent> events, List<Example> examples, Halves halves, List<RecordedEvent> questions) {
    Subject {
        events = List.copyOf(events);
        examples = List.copyOf(examples);
        questions = List.copyOf(questions);
    }

    /**
     * The same with the newest of the events alone, half of which each run knows.
     *
     * @param drawnFor as {@link Halves#of} has it
     */
    Subject newest(int count, int shadows, String drawnFor) {
        int from = events.size() - count;
        return new Subject(
                user,
                events.subList(from, events.size()),
                examples.subList(from, examples.size()),
                Halves.of(drawnFor, count, halves.published(), shadows),
                questions);
    }
}
