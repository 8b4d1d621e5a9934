package dev.intarsia.gateway.request;

import dev.intarsia.tasks.Task;
import dev.intarsia.tasks.Tasks;
import dev.intarsia.tasks.UnknownTaskException;
import dev.intarsia.tasks.Violation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the fields {@code task} and {@code input}, by which a request is one of a task's questions. */
public record TaskFields(Tasks tasks) {
    /** The task a request names, or null where it names none. */
    public @Nullable Task task(RequestFields fields) {
        String name = fields.text("task");
        if (name == null) {
            if (fields.has("input")) {
                throw fields.refused("input", "needs 'task', which says what its fields mean");
            }
            return null;
        }
        return require(fields);
    }

    /** The task a request must name. */
    public Task require(RequestFields fields) {
        try {
            return tasks.require(fields.requiredText("task"));
        } catch (UnknownTaskException e) {
            throw fields.refused("task", "names no task here: " + e.getMessage());
        }
    }

    /** The task's input, checked. */
    public Map<String, String> input(RequestFields fields, Task task) {
        Map<String, String> input = fields.textMap("input");
        List<Violation> violations = task.validate(input);
        if (!violations.isEmpty()) {
            Violation first = violations.get(0);
            throw fields.refused("input." + first.field(), first.problem());
        }
        return input;
    }
}
