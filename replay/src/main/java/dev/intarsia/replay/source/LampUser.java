package dev.intarsia.replay.source;

import dev.intarsia.replay.lamp.LampExample;
import dev.intarsia.replay.lamp.LampId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One person's questions, each with the profile it was published with, brought into one order of time in which no
 * question sees more than its own profile.
 */
final class LampUser {
    /**
     * An item of a profile, as an event without its moment. The same published id with another date or another answer is
     * another event, as where somebody changes their mind.
     */
    record Item(String id, @Nullable Instant date, LampExample example) {}

    /**
     * A question with its usable profile.
     *
     * @param items in order of time
     */
    record Asked(LampId id, LampExample example, @Nullable Instant date, List<Item> items) {
        Asked {
            items = List.copyOf(items);
        }

        Set<Item> itemSet() {
            return new HashSet<>(items);
        }
    }

    private static final Duration MOMENT = Duration.ofMillis(1);

    private final String name;
    private final Map<Item, Item> items = new HashMap<>();
    private final List<Asked> questions = new ArrayList<>();

    LampUser(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    /** One instance of an item, however many of the user's profiles have it. */
    Item shared(Item item) {
        Item known = items.putIfAbsent(item, item);
        return known == null ? item : known;
    }

    void add(Asked question) {
        questions.add(question);
    }

    /**
     * Adds events and questions. Where each larger profile holds the smaller ones, it is one history that has grown:
     * what a profile has beyond the one before comes after that one's question, even where it is dated earlier. Where
     * not, as when each question's profile is everything but itself, one profile would give another question away, and
     * each question is put to a user of its own.
     */
    void addTo(RecordingBuilder recording) {
        List<Asked> growing = new ArrayList<>(questions);
        growing.sort(Comparator.comparingInt(question -> question.items().size()));
        if (grows(growing)) {
            addTo(recording, name, growing);
        } else {
            questions.forEach(question -> addTo(recording, name + "/" + question.id(), List.of(question)));
        }
    }

    private static boolean grows(List<Asked> questions) {
        Set<Item> before = Set.of();
        for (Asked question : questions) {
            Set<Item> now = question.itemSet();
            if (!now.containsAll(before)) {
                return false;
            }
            before = now;
        }
        return true;
    }

    private static void addTo(RecordingBuilder recording, String user, List<Asked> questions) {
        Set<Item> seen = new HashSet<>();
        Map<String, Integer> withId = new HashMap<>();
        Instant now = Instant.EPOCH;
        for (Asked question : questions) {
            for (Item item : question.items()) {
                if (seen.add(item)) {
                    now = later(now, item.date());
                    int number = withId.merge(item.id(), 1, Integer::sum);
                    String id = "item-" + item.id() + (number == 1 ? "" : "/" + number);
                    add(recording, user, id, now, item.example());
                }
            }
            now = later(now, question.date()).plus(MOMENT);
            String id = question.id().toString();
            recording.question(event(id, user, now, question.example()), id);
            now = now.plus(MOMENT);
        }
    }

    private static Instant later(Instant now, @Nullable Instant date) {
        return date == null || date.isBefore(now) ? now : date;
    }

    private static void add(RecordingBuilder recording, String user, String id, Instant time, LampExample example) {
        recording.event(event(id, user, time, example), user + ", " + id);
    }

    private static RecordedEvent event(String id, String user, Instant time, LampExample example) {
        return new RecordedEvent(id, user, time, example.task(), example.input(), example.output());
    }
}
