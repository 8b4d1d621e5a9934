package dev.intarsia.replay.source;

import static java.util.Objects.requireNonNull;

import dev.intarsia.evaluation.result.Exclusions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Recorded behaviour, ready to be replayed.
 *
 * @param name of the dataset, as reports show it
 * @param digest SHA-256 of what was read, in hexadecimal: equal recordings replay equally
 * @param events in order of time; of one moment in the order of the source
 * @param questions what is to be predicted, in order of time, where the source asks questions of its own (LaMP): of a
 *     user's events only those before a question may be used for it. Empty where the events themselves are predicted
 * @param excluded what the source left out
 */
public record Recording(
        String name, String digest, List<RecordedEvent> events, List<RecordedEvent> questions, Exclusions excluded) {
    public Recording {
        requireNonNull(name);
        requireNonNull(digest);
        events = List.copyOf(events);
        questions = List.copyOf(questions);
        requireNonNull(excluded);
        if (events.isEmpty() && questions.isEmpty()) {
            throw new IllegalArgumentException("The recording " + name + " is empty; give it an event.");
        }
    }

    /**
     * How many events share their moment with an earlier one of the same user: only the source's order says which of them
     * came first, so that more of them mean less certain histories.
     */
    public long ties() {
        Map<String, Instant> latest = new HashMap<>();
        return events.stream()
                .filter(event -> event.time().equals(latest.put(event.user(), event.time())))
                .count();
    }

    /** The name of the task that is measured: the questions', or the events' where there are no questions. */
    public String task() {
        return (questions.isEmpty() ? events : questions).get(0).task();
    }
}
