package dev.intarsia.trainer.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.tasks.Task;
import dev.intarsia.tasks.Tasks;
import java.util.Comparator;
import java.util.stream.Collectors;

/**
 * What a store's contents depend on; one of another identity is made again from the topics.
 *
 * @param baseModel fingerprint of the base model
 * @param layout of the adapters
 * @param window how many events a history holds
 * @param events which events are admitted to one
 */
public record StoreIdentity(String baseModel, AdapterLayout layout, int window, String events) {
    /** Rises when what is stored is written otherwise. */
    private static final int FORM = 6;

    public StoreIdentity {
        requireNonNull(baseModel);
        requireNonNull(layout);
        requireNonNull(events);
    }

    /**
     * Of a store whose events were admitted by these tasks.
     *
     * @param maxTokens longest example
     */
    public static StoreIdentity of(String baseModel, AdapterLayout layout, int window, Tasks tasks, int maxTokens) {
        String admitting = tasks.all().stream()
                .sorted(Comparator.comparing(Task::name))
                .map(task -> task.name() + " " + task.version() + " " + task.input() + " " + task.answer())
                .collect(Collectors.joining("\n"));
        return new StoreIdentity(baseModel, layout, window, maxTokens + "\n" + admitting);
    }

    byte[] bytes() {
        return (FORM + " " + baseModel + " " + layout + " " + window + "\n" + events).getBytes(UTF_8);
    }
}
