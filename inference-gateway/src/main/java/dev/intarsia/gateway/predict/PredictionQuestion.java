package dev.intarsia.gateway.predict;

import dev.intarsia.gateway.serving.AdapterPolicy;
import dev.intarsia.tasks.Task;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One question of a task.
 *
 * @param user the person, or null for nobody
 * @param input the task's input, checked
 */
public record PredictionQuestion(@Nullable String user, Task task, Map<String, String> input, AdapterPolicy policy) {}
