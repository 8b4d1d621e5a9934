package dev.intarsia.stack.cli;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.example.ExampleEncoder;
import dev.intarsia.model.tokenizer.Tokenizer;
import dev.intarsia.tasks.Task;
import dev.intarsia.tasks.Tasks;
import dev.intarsia.tasks.Violation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the model is to continue: a text, or a task with its input. */
final class GivenPrompt {
    @Option(names = "--prompt", paramLabel = "TEXT", description = "The text to go on from.")
    private @Nullable String text;

    @Option(names = "--task", paramLabel = "NAME", description = "A bundled task, asked as in training.")
    private @Nullable String task;

    @Option(
            names = "--input",
            paramLabel = "FIELD=VALUE",
            description = "A field of the task's input; repeat for more.")
    private Map<String, String> input = new LinkedHashMap<>();

    /** @param most tokens the prompt may have */
    int[] tokens(Tokenizer tokenizer, int most) {
        if ((text == null) == (task == null)) {
            throw new IllegalArgumentException("Give --prompt or --task, one of them.");
        }
        if (task != null) {
            return new ExampleEncoder(tokenizer, most)
                    .prompt(task(Tasks.bundled().require(task)), input);
        }
        int[] tokens = tokenizer.encode(requireNonNull(text));
        int[] prompt = new int[tokens.length + 1];
        prompt[0] = tokenizer.bos();
        System.arraycopy(tokens, 0, prompt, 1, tokens.length);
        return prompt;
    }

    private Task task(Task known) {
        List<Violation> violations = known.validate(input);
        if (!violations.isEmpty()) {
            throw new IllegalArgumentException(violations.stream()
                    .map(violation -> "--input " + violation.field() + ": " + violation.problem())
                    .collect(Collectors.joining("; ")));
        }
        return known;
    }
}
