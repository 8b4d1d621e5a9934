package dev.intarsia.oppu.learn;

import dev.intarsia.oppu.history.History;
import dev.intarsia.oppu.history.HistoryEvent;
import dev.intarsia.oppu.update.UpdateSchedule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A batch of events in the order in which they can be worked on: in each round every user takes one turn, and an update
 * that falls due in one round is made before the user's turn in the next.
 *
 * @param rounds each with at least one turn, users in the order of their first event
 * @param duplicates how many events were left out because their user's sequence has their id already
 */
public record Rounds(List<List<UserSlice>> rounds, int duplicates) {
    public Rounds {
        rounds = rounds.stream().map(List::copyOf).toList();
    }

    /**
     * Cuts a batch.
     *
     * @param arrivals each user's in the order of the log
     * @param histories every user's before the batch
     * @param window how many events a history holds
     */
    public static Rounds of(
            List<TrainingEvent> arrivals, Function<String, History> histories, UpdateSchedule schedule, int window) {
        return of(arrivals, histories, (user, events) -> schedule.due(events), window);
    }

    /** The same where updates do not fall due alike for everybody. */
    static Rounds of(
            List<TrainingEvent> arrivals, Function<String, History> histories, DueUpdates updates, int window) {
        Map<String, List<TrainingEvent>> byUser = new LinkedHashMap<>();
        arrivals.forEach(arrival -> byUser.computeIfAbsent(arrival.user(), user -> new ArrayList<>())
                .add(arrival));
        List<List<UserSlice>> rounds = new ArrayList<>();
        int kept = 0;
        for (Map.Entry<String, List<TrainingEvent>> entry : byUser.entrySet()) {
            History before = histories.apply(entry.getKey());
            List<TrainingEvent> fresh = fresh(entry.getValue(), before);
            kept += fresh.size();
            List<UserSlice> turns = turns(entry.getKey(), fresh, before, updates, window);
            for (int round = 0; round < turns.size(); round++) {
                if (round == rounds.size()) {
                    rounds.add(new ArrayList<>());
                }
                rounds.get(round).add(turns.get(round));
            }
        }
        return new Rounds(rounds, arrivals.size() - kept);
    }

    private static List<TrainingEvent> fresh(List<TrainingEvent> arrivals, History before) {
        Set<String> ids = new HashSet<>();
        return arrivals.stream()
                .filter(arrival -> !before.knows(arrival.event().eventId()))
                .filter(arrival -> ids.add(arrival.event().eventId()))
                .toList();
    }

    private static List<UserSlice> turns(
            String user, List<TrainingEvent> fresh, History before, DueUpdates updates, int window) {
        List<UserSlice> turns = new ArrayList<>();
        History history = before;
        int next = 0;
        while (next < fresh.size()) {
            int end = next + 1;
            while (end < fresh.size() && !updates.due(user, history.length() + end - next)) {
                end++;
            }
            List<TrainingEvent> taken = fresh.subList(next, end);
            List<HistoryEvent> events = taken.stream().map(TrainingEvent::event).toList();
            history = history.with(events, window);
            turns.add(new UserSlice(user, taken, history, updates.due(user, history.length())));
            next = end;
        }
        return turns;
    }
}
