package dev.intarsia.replay.protocol;

import static java.util.Objects.requireNonNull;

import dev.intarsia.evaluation.result.Exclusions;
import dev.intarsia.replay.method.Population;
import dev.intarsia.replay.source.RecordedEvent;
import dev.intarsia.replay.source.Recording;
import dev.intarsia.replay.split.Users;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a replay does.
 *
 * @param population everybody but the targets; where the recording has questions, with the population's answers to its own
 * @param targets each target's turns, the most active user first
 * @param excluded what of the recording the protocol leaves out
 */
public record Plan(Population population, Map<String, List<ProtocolStep>> targets, Exclusions excluded) {
    public Plan {
        requireNonNull(population);
        Map<String, List<ProtocolStep>> copy = new LinkedHashMap<>();
        targets.forEach((user, turns) -> copy.put(user, List.copyOf(turns)));
        targets = Collections.unmodifiableMap(copy);
        requireNonNull(excluded);
    }

    /**
     * Plans.
     *
     * @param targets how many of the most active users are asked; of those with questions, where the recording has its
     *     own. All of them where there are fewer
     * @param sharers how many of the most active others may share; all of them where there are fewer
     * @param history see {@link Protocol#turns}
     * @throws IllegalArgumentException where nobody would be asked anything
     */
    public static Plan of(Recording recording, Protocol protocol, int targets, int sharers, int history) {
        Map<String, List<RecordedEvent>> events = byUser(recording.events());
        Map<String, List<RecordedEvent>> questions = byUser(recording.questions());
        List<String> asked = Users.byActivity(activity(events, questions, !questions.isEmpty()), targets)
                .targets();
        Map<String, Integer> rest = activity(events, questions, false);
        rest.keySet().removeAll(asked);
        List<String> others = Users.byActivity(rest, 0).population();
        int border = Math.min(sharers, others.size());
        Map<String, List<ProtocolStep>> turns = new LinkedHashMap<>();
        Exclusions excluded = Exclusions.NONE;
        for (String user : asked) {
            List<RecordedEvent> own = events.getOrDefault(user, List.of());
            List<ProtocolStep> way = protocol.turns(own, questions.getOrDefault(user, List.of()), history);
            turns.put(user, way);
            excluded = excluded.and(unused(own, way));
        }
        if (nobodyIsAsked(turns)) {
            throw new IllegalArgumentException("The recording " + recording.name() + " has nobody to ask under "
                    + protocol.text() + " with " + targets + " targets; take more targets or another protocol.");
        }
        Population population = new Population(
                whole(others.subList(0, border), events, questions),
                whole(others.subList(border, others.size()), events, questions));
        return new Plan(population, turns, excluded);
    }

    private static boolean nobodyIsAsked(Map<String, List<ProtocolStep>> turns) {
        return turns.values().stream()
                .flatMap(List::stream)
                .allMatch(turn -> turn.asked().isEmpty());
    }

    /**
     * The same without some of the questions; what is learned stays.
     *
     * @param answerable tells of a question, with its true answer, whether it is asked
     * @param reason why others are left out
     * @throws IllegalArgumentException where no question is left
     */
    public Plan asking(Predicate<RecordedEvent> answerable, String reason) {
        Map<String, List<ProtocolStep>> fewer = new LinkedHashMap<>();
        targets.forEach((user, turns) -> fewer.put(
                user,
                turns.stream()
                        .map(turn -> new ProtocolStep(
                                turn.learned(),
                                turn.asked().stream().filter(answerable).toList()))
                        .toList()));
        long left = asked(targets) - asked(fewer);
        if (left == 0) {
            return this;
        }
        if (nobodyIsAsked(fewer)) {
            throw new IllegalArgumentException("No question is left to ask; left out were " + left + ": " + reason
                    + ". Take other data or another model.");
        }
        return new Plan(population, fewer, excluded.and(new Exclusions(Map.of(reason, left))));
    }

    private static long asked(Map<String, List<ProtocolStep>> turns) {
        return turns.values().stream()
                .flatMap(List::stream)
                .mapToLong(turn -> turn.asked().size())
                .sum();
    }

    /** All turns in ticks. */
    public List<ProtocolStep> ticks() {
        return MicroBatches.of(List.copyOf(targets.values()));
    }

    private static Exclusions unused(List<RecordedEvent> own, List<ProtocolStep> way) {
        long used = way.stream()
                .flatMap(turn -> Stream.concat(turn.learned().stream(), turn.asked().stream()))
                .map(RecordedEvent::id)
                .distinct()
                .filter(own.stream().map(RecordedEvent::id).collect(Collectors.toSet())::contains)
                .count();
        long left = own.size() - used;
        return left == 0 ? Exclusions.NONE : new Exclusions(Map.of("target's event outside the history", left));
    }

    private static Map<String, Integer> activity(
            Map<String, List<RecordedEvent>> events, Map<String, List<RecordedEvent>> questions, boolean onlyAsked) {
        Map<String, Integer> counts = new HashMap<>();
        questions.forEach((user, own) -> counts.put(user, 0));
        events.forEach((user, own) -> {
            if (!onlyAsked || questions.containsKey(user)) {
                counts.put(user, own.size());
            }
        });
        return counts;
    }

    private static Map<String, List<RecordedEvent>> whole(
            List<String> users, Map<String, List<RecordedEvent>> events, Map<String, List<RecordedEvent>> questions) {
        Map<String, List<RecordedEvent>> whole = new LinkedHashMap<>();
        for (String user : users) {
            whole.put(
                    user,
                    Stream.concat(
                                    events.getOrDefault(user, List.of()).stream(),
                                    questions.getOrDefault(user, List.of()).stream())
                            .sorted(Comparator.comparing(RecordedEvent::time))
                            .toList());
        }
        return whole;
    }

    private static Map<String, List<RecordedEvent>> byUser(List<RecordedEvent> events) {
        Map<String, List<RecordedEvent>> byUser = new LinkedHashMap<>();
        events.forEach(event ->
                byUser.computeIfAbsent(event.user(), user -> new ArrayList<>()).add(event));
        return byUser;
    }
}
