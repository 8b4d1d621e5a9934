package dev.intarsia.events.parse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intarsia.schemas.avro.BehaviorEvent;
import dev.intarsia.tasks.commits.CommitTasks;
import java.util.List;

/**
 * Reads a commit, an event of {@value CommitTasks#SUBJECT} in JSON as {@link EventParser} takes it, as an event of
 * {@value CommitTasks#WORD}. Immutable, for any number of threads.
 */
public final class CommitParser {
    private static final String BEFORE_ID = "word-";

    private final EventParser events;
    private final List<String> labels;

    /** @throws dev.intarsia.tasks.UnknownTaskException where there is no such task */
    public CommitParser(EventRules rules) {
        events = new EventParser(rules);
        labels = rules.required(CommitTasks.WORD).labels();
    }

    /** The event in UTF-8 JSON, ingested now; or everything that is wrong with it. */
    public Reading<BehaviorEvent> parse(byte[] json) {
        return Utf8.decode(json).then(JsonObjects::read).then(this::word);
    }

    private Reading<BehaviorEvent> word(ObjectNode commit) {
        JsonNode task = commit.path("task");
        if (task.isTextual() && !task.textValue().equals(CommitTasks.SUBJECT)) {
            return new Reading.Invalid<>(
                    "task", "is not " + CommitTasks.SUBJECT + ", as of every commit; send other events as jsonl");
        }
        ObjectNode word = commit.deepCopy();
        if (task.isTextual()) {
            word.put("task", CommitTasks.WORD);
        }
        if (commit.path("output").isTextual()) {
            word.put("output", CommitTasks.label(commit.path("output").textValue(), labels));
        }
        if (commit.path("eventId").isTextual()) {
            word.put("eventId", BEFORE_ID + commit.path("eventId").textValue());
        }
        return events.event(word);
    }
}
