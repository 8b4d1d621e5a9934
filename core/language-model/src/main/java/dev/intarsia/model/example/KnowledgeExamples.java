package dev.intarsia.model.example;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.knowledge.KnowledgeChoice;
import dev.intarsia.model.knowledge.PromptPast;
import java.util.HashMap;
import java.util.Map;

/**
 * Goes through one user's events in their order and makes examples whose prompts carry what a question of the same task
 * would have carried just before the event: of the user's earlier events of that task, never of the event itself or of a
 * later one. Not thread-safe.
 */
public final class KnowledgeExamples {
    private final KnowledgeChoice choice;
    private final Map<String, PromptPast> pasts = new HashMap<>();

    public KnowledgeExamples(KnowledgeChoice choice) {
        this.choice = requireNonNull(choice);
    }

    /** Goes past an event whose example is not asked for. */
    public void pass(KnownEvent event) {
        past(event).add(event.event());
    }

    /** Goes past an event and gives its example. */
    public Example next(KnownEvent event) {
        PromptPast past = past(event);
        Example example = event.example(past.before(event.event().input(), choice));
        past.add(event.event());
        return example;
    }

    private PromptPast past(KnownEvent event) {
        return pasts.computeIfAbsent(event.task().name(), absent -> new PromptPast(event.task()));
    }
}
