package dev.intarsia.events.parse;

import static java.util.Objects.requireNonNull;

import dev.intarsia.schemas.avro.BehaviorEvent;
import dev.intarsia.schemas.text.TextRule;
import dev.intarsia.schemas.text.UserName;
import dev.intarsia.tasks.Task;
import dev.intarsia.tasks.Tasks;
import dev.intarsia.tasks.UnknownTaskException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What every event must satisfy, whatever format it came in. Immutable, for any number of threads. */
public final class EventRules {
    private final Tasks tasks;
    private final EventLimits limits;
    private final Clock clock;

    public EventRules(Tasks tasks, EventLimits limits, Clock clock) {
        this.tasks = requireNonNull(tasks);
        this.limits = requireNonNull(limits);
        this.clock = requireNonNull(clock);
    }

    /** Everything wrong with a whole event; empty when it is good. */
    public List<Problem> check(BehaviorEvent event) {
        List<Problem> problems = new ArrayList<>();
        eventId(event.getEventId()).ifPresent(problem -> problems.add(new Problem("eventId", problem)));
        user(event.getUser()).ifPresent(problem -> problems.add(new Problem("user", problem)));
        time(event.getTime()).ifPresent(problem -> problems.add(new Problem("time", problem)));
        Reading<Task> task = task(event.getTask());
        if (task instanceof Reading.Valid<Task> known) {
            problems.addAll(input(known.value(), event.getInput()));
            output(known.value(), event.getOutput()).ifPresent(problem -> problems.add(new Problem("output", problem)));
        } else {
            problems.addAll(((Reading.Invalid<Task>) task).problems());
        }
        return problems;
    }

    /** This service's time, at the resolution events carry. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** What is wrong with an event's id, if anything. */
    public Optional<String> eventId(String id) {
        return id.isBlank()
                ? Optional.of("is empty; leave the field out to have an id derived")
                : TextRule.name(limits.maxId()).problem(id);
    }

    /** What is wrong with a user's id, if anything. */
    public Optional<String> user(String user) {
        return UserName.problem(user, limits.maxId());
    }

    Optional<String> time(Instant time) {
        if (time.isBefore(Instant.EPOCH)) {
            return Optional.of("is " + time + ", which lies before 1970; send the time of the event");
        }
        return time.isAfter(now().plus(limits.maxSkew()))
                ? Optional.of("is " + time + ", which lies more than "
                        + limits.maxSkew().toSeconds() + " s in the future; " + remedy(time))
                : Optional.empty();
    }

    private static String remedy(Instant future) {
        EpochUnit unit = EpochUnit.of(future.getEpochSecond());
        return unit == EpochUnit.SECONDS
                ? "correct the sender's clock"
                : "it looks like " + unit.text() + " taken for seconds, or the like; correct the unit";
    }

    /** @throws UnknownTaskException where there is no task of this name */
    Task required(String name) {
        return tasks.require(name);
    }

    Reading<Task> task(String name) {
        try {
            return new Reading.Valid<>(tasks.require(name));
        } catch (UnknownTaskException e) {
            List<String> known = tasks.all().stream().map(Task::name).toList();
            return new Reading.Invalid<>("task", "is unknown; use one of " + String.join(", ", known));
        }
    }

    List<Problem> input(Task task, Map<String, String> input) {
        List<Problem> problems = new ArrayList<>();
        task.validate(input).forEach(found -> problems.add(new Problem("input." + found.field(), found.problem())));
        input.forEach((name, value) ->
                text().problem(value).ifPresent(problem -> problems.add(new Problem("input." + name, problem))));
        return problems;
    }

    Optional<String> output(Task task, String output) {
        Optional<String> problem = text().problem(output);
        return problem.isPresent() ? problem : task.answer().problem(output);
    }

    private TextRule text() {
        return new TextRule(limits.maxField(), true);
    }
}
