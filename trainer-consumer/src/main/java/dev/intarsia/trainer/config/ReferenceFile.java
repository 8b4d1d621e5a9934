package dev.intarsia.trainer.config;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intarsia.model.example.Example;
import dev.intarsia.model.example.ExampleEncoder;
import dev.intarsia.tasks.Task;
import dev.intarsia.tasks.Tasks;
import dev.intarsia.tasks.UnknownTaskException;
import dev.intarsia.tasks.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads the reference set: one JSON object a line, {@code {"task": …, "input": {…}, "output": …}}, as events have them.
 */
final class ReferenceFile {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);

    private ReferenceFile() {}

    /** One line. */
    private record Line(String task, Map<String, String> input, String output) {}

    static List<Example> read(Path file, Tasks tasks, ExampleEncoder encoder) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new IllegalArgumentException("guard.reference " + file + " cannot be read: " + e, e);
        }
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                examples.add(example(file + " line " + (i + 1), lines.get(i), tasks, encoder));
            }
        }
        return examples;
    }

    private static Example example(String where, String text, Tasks tasks, ExampleEncoder encoder) {
        try {
            Line line = JSON.readValue(text, Line.class);
            Task task = tasks.require(line.task());
            List<Violation> violations = task.validate(line.input(), line.output());
            if (!violations.isEmpty()) {
                throw new IllegalArgumentException("it does not fit task " + task.name() + ": " + violations);
            }
            return encoder.encode(task, line.input(), line.output());
        } catch (JacksonException | UnknownTaskException | IllegalArgumentException e) {
            throw new IllegalArgumentException("guard.reference " + where + ": " + e.getMessage(), e);
        }
    }
}
