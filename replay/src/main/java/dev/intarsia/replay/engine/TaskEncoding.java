package dev.intarsia.replay.engine;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.example.Example;
import dev.intarsia.model.example.ExampleEncoder;
import dev.intarsia.model.tokenizer.Tokenizer;
import dev.intarsia.replay.source.RecordedEvent;
import dev.intarsia.tasks.PastEvent;
import dev.intarsia.tasks.Task;
import dev.intarsia.tasks.Tasks;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns events and questions into tokens, as the trainer and the gateway do. */
public final class TaskEncoding {
    private final Tasks tasks;
    private final Task task;
    private final int maxTokens;
    private final ExampleEncoder encoder;
    private final List<int[]> labels;

    /**
     * @param tasks that events may be of
     * @param task the one that questions are of
     * @param maxTokens longest example
     */
    TaskEncoding(Tokenizer tokenizer, Tasks tasks, Task task, int maxTokens) {
        this.tasks = requireNonNull(tasks);
        this.task = requireNonNull(task);
        this.maxTokens = maxTokens;
        encoder = new ExampleEncoder(tokenizer, maxTokens);
        labels = ended(encoder.labels(task), tokenizer.eos());
    }

    /** The task of all questions. */
    public Task task() {
        return task;
    }

    /** The tasks that events may be of. */
    public Tasks tasks() {
        return tasks;
    }

    /** Longest example in tokens; longer prompts are cut on the left. */
    public int maxTokens() {
        return maxTokens;
    }

    /** Tokens of each of the task's labels in their order; empty where the answer is text. */
    public List<int[]> labels() {
        return labels;
    }

    /**
     * What is trained on of an event, by its own task.
     *
     * @param history of the user, to stand before the prompt
     * @param profile likewise, or null
     * @return nothing where the event's answer alone is too long, as the trainer refuses it too
     */
    public Optional<Example> example(RecordedEvent event, List<PastEvent> history, @Nullable String profile) {
        try {
            return Optional.of(
                    encoder.encode(tasks.require(event.task()), event.input(), history, profile, event.output()));
        } catch (IllegalArgumentException tooLong) {
            return Optional.empty();
        }
    }

    /** Whether the model has room for the event's answer. */
    public boolean fits(RecordedEvent event) {
        return example(event, List.of(), null).isPresent();
    }

    /** Encodes whatever is of no recorded event, such as a question. */
    public ExampleEncoder encoder() {
        return encoder;
    }

    /** Labels as they are, or each with the end of sequence where one is the beginning of another. */
    private static List<int[]> ended(List<int[]> labels, int eos) {
        boolean ambiguous = labels.stream()
                .anyMatch(one -> labels.stream()
                        .anyMatch(other ->
                                one.length < other.length && Arrays.equals(one, Arrays.copyOf(other, one.length))));
        return ambiguous ? labels.stream().map(label -> with(label, eos)).toList() : labels;
    }

    private static int[] with(int[] tokens, int last) {
        int[] longer = Arrays.copyOf(tokens, tokens.length + 1);
        longer[tokens.length] = last;
        return longer;
    }
}
