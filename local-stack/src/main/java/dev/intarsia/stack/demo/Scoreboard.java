package dev.intarsia.stack.demo;

import dev.intarsia.stack.client.Guess;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every prediction beside what the user did, by method. */
final class Scoreboard {
    /**
     * One event with what each method said of it.
     *
     * @param event the event's id
     * @param part share of the stream that had passed
     * @param scored whether it lies in the user's last fifth
     * @param truth the user's rating, in stars
     */
    record Entry(String event, String user, double part, boolean scored, double truth, Map<String, Guess> guesses) {
        /** Absolute error of a method, in stars. */
        double error(String method) {
            Guess guess = guesses.get(method);
            if (guess == null) {
                throw new IllegalArgumentException("No prediction by " + method + " for user " + user + ".");
            }
            return Math.abs(guess.stars() - truth);
        }

        private Entry with(Map<String, Guess> more) {
            Map<String, Guess> together = new LinkedHashMap<>(guesses);
            together.putAll(more);
            return new Entry(event, user, part, scored, truth, together);
        }
    }

    private final List<Entry> entries = new ArrayList<>();

    void add(Entry entry) {
        entries.add(entry);
    }

    /** Adds other methods' predictions of the scored events, by event id. */
    void compare(Map<String, Map<String, Guess>> others) {
        entries.replaceAll(entry -> {
            Map<String, Guess> more = others.get(entry.event());
            return more == null ? entry : entry.with(more);
        });
    }

    /** Those in the users' last fifths, as they came. */
    List<Entry> scored() {
        return entries.stream().filter(Entry::scored).toList();
    }

    /** All of them, as they came. */
    List<Entry> all() {
        return List.copyOf(entries);
    }

    /** Mean absolute error over the latest predictions, NaN before the first. */
    double running(DemoMethod method, int latest) {
        return entries.subList(Math.max(0, entries.size() - latest), entries.size()).stream()
                .mapToDouble(entry -> entry.error(method.title()))
                .average()
                .orElse(Double.NaN);
    }

    /** By user, in the order of their first entry. */
    static Map<String, List<Entry>> byUser(List<Entry> entries) {
        Map<String, List<Entry>> byUser = new LinkedHashMap<>();
        entries.forEach(entry ->
                byUser.computeIfAbsent(entry.user(), user -> new ArrayList<>()).add(entry));
        return byUser;
    }
}
