package dev.intarsia.replay.sweep;

import static java.util.Comparator.comparing;

import dev.intarsia.pieces.infer.UserSample;
import dev.intarsia.replay.protocol.Plan;
import dev.intarsia.replay.protocol.Protocol;
import dev.intarsia.replay.protocol.ProtocolStep;
import dev.intarsia.replay.source.RecordedEvent;
import dev.intarsia.replay.source.Recording;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Who shares, who is asked and whose events are sampled. Targets are the most active users of all, as in a replay. Of the
 * population, ordered by activity, the first share, those after them are asked, and further sharers follow; whoever comes
 * after all of these is sampled. For targets the most active of the population share.
 */
final class SweepUsers {
    private final SweepSettings settings;
    private final Plan plan;
    private final List<String> population;
    private final Predicate<RecordedEvent> answerable;

    private SweepUsers(SweepSettings settings, Plan plan, Predicate<RecordedEvent> answerable) {
        this.settings = settings;
        this.plan = plan;
        this.population = List.copyOf(plan.population().others().keySet());
        this.answerable = answerable;
    }

    /**
     * Parts the users of a recording.
     *
     * @param targets how many users are nobody's population
     * @param answerable tells of a question whether the model has room for its answer
     */
    static SweepUsers of(
            Recording recording, SweepSettings settings, int targets, Predicate<RecordedEvent> answerable) {
        if (!recording.questions().isEmpty()) {
            throw new IllegalArgumentException("The recording " + recording.name() + " asks questions of its own;"
                    + " assembly is measured on events that are predicted themselves.");
        }
        Plan plan = Plan.of(recording, Protocol.TIME_SPLIT, targets, 0, settings.history());
        SweepUsers users = new SweepUsers(settings, plan, answerable);
        if (users.border() >= users.population.size()) {
            throw new IllegalArgumentException("The population has " + users.population.size() + " users; "
                    + settings.sharers() + " sharers and " + settings.users()
                    + " asked users leave nobody for the population's sample. Ask for fewer.");
        }
        return users;
    }

    private int border() {
        return settings.users() + settings.sharers();
    }

    /** The sharers of a group's pool, the most active first. */
    List<String> sharers(SweepPeople people) {
        return switch (people) {
            case TARGETS -> population.subList(0, settings.sharers());
            case POPULATION -> {
                int first = settings.pooled();
                List<String> sharers = new ArrayList<>(population.subList(0, first));
                sharers.addAll(population.subList(first + settings.users(), border()));
                yield sharers;
            }
        };
    }

    /** Whoever is asked, the most active first. */
    List<AskedUser> asked(SweepPeople people) {
        List<AskedUser> asked = new ArrayList<>();
        switch (people) {
            case TARGETS ->
                plan.targets().entrySet().stream()
                        .limit(settings.users())
                        .forEach(target -> asked.add(asked(target.getKey(), target.getValue())));
            case POPULATION -> {
                int first = settings.pooled();
                population
                        .subList(first, first + settings.users())
                        .forEach(user -> asked.add(
                                asked(user, Protocol.TIME_SPLIT.turns(events(user), List.of(), settings.history()))));
            }
        }
        return asked;
    }

    private AskedUser asked(String user, List<ProtocolStep> steps) {
        List<RecordedEvent> history =
                steps.stream().flatMap(step -> step.learned().stream()).toList();
        List<RecordedEvent> questions = steps.stream()
                .flatMap(step -> step.asked().stream())
                .filter(answerable)
                .toList();
        return new AskedUser(user, history, InOrder.spread(questions, settings.questions()));
    }

    /** Everybody whose events may be sampled, in the order in which they are drawn. */
    List<String> sampled() {
        return population.subList(border(), population.size()).stream()
                .sorted(comparing(UserSample::rank))
                .toList();
    }

    /** All events of a user of the population, in order of time. */
    List<RecordedEvent> events(String user) {
        return plan.population().others().getOrDefault(user, List.of());
    }

    /** The same of several users. */
    Map<String, List<RecordedEvent>> events(Iterable<String> users) {
        Map<String, List<RecordedEvent>> events = new LinkedHashMap<>();
        users.forEach(user -> events.put(user, events(user)));
        return events;
    }
}
