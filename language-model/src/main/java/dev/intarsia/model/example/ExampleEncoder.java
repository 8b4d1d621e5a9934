package dev.intarsia.model.example;

import dev.intarsia.model.tokenizer.Tokenizer;
import dev.intarsia.tasks.PastEvent;
import dev.intarsia.tasks.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns tasks into tokens. What does not fit is cut from the left of the personal part first, then from the left of
 * the prompt; the beginning of sequence and the whole answer always stay. Thread-safe.
 */
public final class ExampleEncoder {
    private final Tokenizer tokenizer;
    private final int maxTokens;

    /** @param maxTokens the longest sequence, prompt and answer together */
    public ExampleEncoder(Tokenizer tokenizer, int maxTokens) {
        if (maxTokens < 4) {
            throw new IllegalArgumentException("maxTokens is " + maxTokens + "; give at least 4");
        }
        this.tokenizer = tokenizer;
        this.maxTokens = maxTokens;
    }

    /** An example of the task alone. */
    public Example encode(Task task, Map<String, String> input, String output) {
        return encode(task, input, List.of(), null, output);
    }

    /**
     * An example whose prompt carries the person.
     *
     * @param history past events, in the order they shall appear
     * @param profile a text about the user, or null
     * @throws IllegalArgumentException where the answer alone is longer than {@code maxTokens} allows
     */
    public Example encode(
            Task task, Map<String, String> input, List<PastEvent> history, @Nullable String profile, String output) {
        int[] answer = tokenizer.encode(task.answer(output));
        if (answer.length > maxTokens - 3) {
            throw new IllegalArgumentException("The answer of task " + task.name() + " has " + answer.length
                    + " tokens; at most " + (maxTokens - 3) + " fit, so shorten it");
        }
        int[] prompt = prompt(task, input, history, profile, answer.length + 1);
        int[] tokens = new int[prompt.length + answer.length + 1];
        System.arraycopy(prompt, 0, tokens, 0, prompt.length);
        System.arraycopy(answer, 0, tokens, prompt.length, answer.length);
        tokens[tokens.length - 1] = tokenizer.eos();
        return new Example(tokens, prompt.length);
    }

    /** The tokens of the task's prompt alone, beginning of sequence first. */
    public int[] prompt(Task task, Map<String, String> input) {
        return prompt(task, input, List.of(), null, 0);
    }

    /**
     * The tokens of a prompt that carries the person, beginning of sequence first.
     *
     * @param reserved how many tokens are left free for the answer
     */
    public int[] prompt(
            Task task, Map<String, String> input, List<PastEvent> history, @Nullable String profile, int reserved) {
        int[] personal = tokenizer.encode(task.personalPart(history, profile));
        int[] question = tokenizer.encode(task.prompt(input));
        int room = Math.max(1, maxTokens - reserved - 1);
        int ofQuestion = Math.min(question.length, room);
        int ofPersonal = Math.min(personal.length, room - ofQuestion);
        int[] tokens = new int[1 + ofPersonal + ofQuestion];
        tokens[0] = tokenizer.bos();
        System.arraycopy(personal, personal.length - ofPersonal, tokens, 1, ofPersonal);
        System.arraycopy(question, question.length - ofQuestion, tokens, 1 + ofPersonal, ofQuestion);
        return tokens;
    }

    /** Each label's answer tokens in the order of the task's labels, without the end of sequence. */
    public List<int[]> labels(Task task) {
        List<int[]> labels = new ArrayList<>();
        for (String label : task.labels()) {
            labels.add(tokenizer.encode(task.answer(label)));
        }
        return labels;
    }
}
