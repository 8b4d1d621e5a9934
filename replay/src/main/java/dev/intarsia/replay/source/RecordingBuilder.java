package dev.intarsia.replay.source;

import dev.intarsia.evaluation.result.Exclusions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Gathers events in the order of their source; the first of two with one id counts. They are sorted by time, and events
 * of one moment stay in the order in which they were added.
 */
final class RecordingBuilder {
    private static final Comparator<RecordedEvent> BY_TIME = Comparator.comparing(RecordedEvent::time);

    private final ReadingListener listener;
    private final List<RecordedEvent> events = new ArrayList<>();
    private final List<RecordedEvent> questions = new ArrayList<>();
    private final Map<String, Map<String, RecordedEvent>> byUserAndId = new HashMap<>();
    private final Map<String, Long> excluded = new TreeMap<>();
    private final Map<String, String> examples = new HashMap<>();

    /** One instance of every text and input, however often a source repeats it. */
    private final Map<Object, Object> shared = new HashMap<>();

    RecordingBuilder(ReadingListener listener) {
        this.listener = listener;
    }

    void event(RecordedEvent event, String where) {
        add(event, where, events);
    }

    void question(RecordedEvent question, String where) {
        add(question, where, questions);
    }

    private void add(RecordedEvent event, String where, List<RecordedEvent> to) {
        RecordedEvent compact = compact(event);
        @Nullable
        RecordedEvent before = byUserAndId
                .computeIfAbsent(compact.user(), user -> new HashMap<>())
                .putIfAbsent(compact.id(), compact);
        if (before == null) {
            to.add(compact);
        } else {
            leaveOut(
                    before.equals(compact) ? "event recorded before" : "other event under an id recorded before",
                    where,
                    "has the id " + event.id() + " of an earlier event of user " + event.user()
                            + (before.equals(compact) ? "" : ", which is another; give each event its own id"));
        }
    }

    /** @param reason without anything that differs from record to record */
    void leaveOut(String reason, String where, String why) {
        excluded.merge(reason, 1L, Math::addExact);
        examples.putIfAbsent(reason, where + ": " + why);
        listener.leftOut(where, why);
    }

    boolean hasNoEvents() {
        return events.isEmpty();
    }

    /** The first that was left out for the most frequent reason. */
    private String mostFrequent() {
        return excluded.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(reason -> ". For example " + examples.get(reason.getKey()))
                .orElse("");
    }

    /** @throws UnusableSourceException where nothing is left */
    Recording build(String name) throws UnusableSourceException {
        if (events.isEmpty() && questions.isEmpty()) {
            throw new UnusableSourceException("Nothing in " + name + " can be replayed"
                    + (excluded.isEmpty() ? "" : "; left out were " + excluded + mostFrequent())
                    + ". Give a source with events.");
        }
        events.sort(BY_TIME);
        questions.sort(BY_TIME);
        Exclusions left = new Exclusions(excluded);
        return new Recording(name, RecordingDigest.of(events, questions), events, questions, left);
    }

    private RecordedEvent compact(RecordedEvent event) {
        Instant time = event.time();
        return new RecordedEvent(
                event.id(),
                one(event.user()),
                time,
                one(event.task()),
                one(event.input()),
                event.output().length() <= 40 ? one(event.output()) : event.output());
    }

    @SuppressWarnings("unchecked") // What is found under a value equals it, and so has its type.
    private <T> T one(T value) {
        Object known = shared.putIfAbsent(value, value);
        return known == null ? value : (T) known;
    }
}
