package dev.intarsia.stack.cli;

import static java.util.Objects.requireNonNull;

import dev.intarsia.chat.ChatTemplate;
import dev.intarsia.chat.Message;
import dev.intarsia.model.example.ExampleEncoder;
import dev.intarsia.model.tokenizer.Tokenizer;
import dev.intarsia.tasks.Task;
import dev.intarsia.tasks.Tasks;
import dev.intarsia.tasks.Violation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the model is to continue: a text, a user's message, or a task with its input. */
final class GivenPrompt {
    @Option(names = "--prompt", paramLabel = "TEXT", description = "The text to go on from.")
    private @Nullable String text;

    @Option(
            names = "--chat",
            paramLabel = "TEXT",
            description = "What a user says, put into the checkpoint's chat template.")
    private @Nullable String chat;

    @Option(names = "--task", paramLabel = "NAME", description = "A bundled task, asked as in training.")
    private @Nullable String task;

    @Option(
            names = "--input",
            paramLabel = "FIELD=VALUE",
            description = "A field of the task's input; repeat for more.")
    private Map<String, String> input = new LinkedHashMap<>();

    /**
     * @param checkpoint where the chat template lies
     * @param most tokens the prompt may have
     */
    int[] tokens(Path checkpoint, Tokenizer tokenizer, int most) throws IOException {
        if (Stream.of(text, chat, task).filter(Objects::nonNull).count() != 1) {
            throw new IllegalArgumentException("Give --prompt, --chat or --task, one of them.");
        }
        if (chat != null) {
            ChatTemplate template = ChatTemplate.open(checkpoint)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "This checkpoint has no chat template; use --prompt instead of --chat."));
            return template.tokens(List.of(new Message("user", chat)), tokenizer);
        }
        if (task != null) {
            return new ExampleEncoder(tokenizer, most)
                    .prompt(task(Tasks.bundled().require(task)), input);
        }
        return tokenizer.prompt(requireNonNull(text));
    }

    /** Whether an answer is one of a task, which begins with the blank that parts it from the prompt. */
    boolean isTask() {
        return task != null;
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
