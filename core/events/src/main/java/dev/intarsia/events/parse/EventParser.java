package dev.intarsia.events.parse;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElseGet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intarsia.schemas.avro.BehaviorEvent;
import dev.intarsia.tasks.Task;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one event from JSON: {@code {"eventId"?, "user", "time", "task", "input": {...}, "output"}}. The time is
 * ISO-8601 with an offset or milliseconds since 1970; input and output must fit the task. An event without an id gets
 * the one of {@link EventIds}. Immutable, for any number of threads.
 */
public final class EventParser {
    private static final Set<String> KNOWN =
            new LinkedHashSet<>(List.of("eventId", "user", "time", "task", "input", "output"));

    private final EventRules rules;

    public EventParser(EventRules rules) {
        this.rules = requireNonNull(rules);
    }

    /** The event in UTF-8 JSON, ingested now; or everything that is wrong with it. */
    public Reading<BehaviorEvent> parse(byte[] json) {
        return Utf8.decode(json).then(JsonObjects::read).then(this::event);
    }

    /** The event of an object that was read. */
    Reading<BehaviorEvent> event(ObjectNode object) {
        JsonFields fields = new JsonFields(object, KNOWN);
        String eventId = fields.text("eventId", fields.optional("eventId"), rules::eventId);
        String user = fields.text("user", fields.required("user"), rules::user);
        Instant time = fields.read(fields.required("time"), node -> EventTime.read("time", node));
        if (time != null) {
            rules.time(time).ifPresent(problem -> fields.add("time", problem));
        }
        String name = fields.text("task", fields.required("task"), text -> Optional.empty());
        Map<String, String> input = fields.texts("input", fields.required("input"));
        String output = fields.text("output", fields.required("output"), text -> Optional.empty());
        if (name != null) {
            addProblems(fields, rules.task(name), input, output);
        }
        if (!fields.problems().isEmpty()
                || user == null
                || time == null
                || name == null
                || input == null
                || output == null) {
            return new Reading.Invalid<>(fields.problems());
        }
        String id = requireNonNullElseGet(eventId, () -> EventIds.derive(user, time, name, input, output));
        return new Reading.Valid<>(new BehaviorEvent(id, user, time, name, input, output, rules.now()));
    }

    private void addProblems(
            JsonFields fields, Reading<Task> task, @Nullable Map<String, String> input, @Nullable String output) {
        if (task instanceof Reading.Invalid<Task> unknown) {
            fields.problems().addAll(unknown.problems());
            return;
        }
        Task known = ((Reading.Valid<Task>) task).value();
        if (input != null) {
            fields.problems().addAll(rules.input(known, input));
        }
        if (output != null) {
            rules.output(known, output).ifPresent(problem -> fields.add("output", problem));
        }
    }
}
