package dev.intarsia.model.example;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.intarsia.model.knowledge.Person;
import dev.intarsia.model.tokenizer.Tokenizer;
import dev.intarsia.tasks.PastEvent;
import dev.intarsia.tasks.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns tasks into tokens. What does not fit is cut from the left of the personal part first, then from the left of
 * the prompt; what the checkpoint puts before every text and the whole answer always stay. Thread-safe.
 */
public final class ExampleEncoder {
    /** Bytes that normalization can make of one byte (NFKC of U+FDFA makes 33 of 3). */
    private static final int MOST_EXPANSION = 11;

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

    /** The longest sequence, in tokens. */
    public int maxTokens() {
        return maxTokens;
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
        int[] answer = tokenizer.encodeContinuation(task.answer(output));
        if (answer.length > longestAnswer() - 1) {
            throw new IllegalArgumentException("The answer of task " + task.name() + " has " + answer.length
                    + " tokens; at most " + (longestAnswer() - 1) + " fit, so shorten it");
        }
        int[] prompt = prompt(task, input, history, profile, answer.length + 1);
        int[] tokens = new int[prompt.length + answer.length + 1];
        System.arraycopy(prompt, 0, tokens, 0, prompt.length);
        System.arraycopy(answer, 0, tokens, prompt.length, answer.length);
        tokens[tokens.length - 1] = tokenizer.eos();
        return new Example(tokens, prompt.length);
    }

    /** The most tokens of an answer, with the end of sequence. */
    public int longestAnswer() {
        return maxTokens - 2;
    }

    /** Whether an answer is so short that it fits whatever its tokens are: none is of less than a byte. */
    public boolean surelyFits(Task task, String output) {
        return MOST_EXPANSION * task.answer(output).getBytes(UTF_8).length + 1 <= maxTokens - 3;
    }

    /** The tokens of the task's prompt alone, with what the checkpoint puts before every text. */
    public int[] prompt(Task task, Map<String, String> input) {
        return prompt(task, input, List.of(), null, 0);
    }

    /**
     * The tokens of a prompt that carries the person, with what the checkpoint puts before every text.
     *
     * @param reserved how many tokens are left free for the answer
     */
    public int[] prompt(
            Task task, Map<String, String> input, List<PastEvent> history, @Nullable String profile, int reserved) {
        return personalPrompt(task, input, new Person(history, profile), reserved)
                .tokens();
    }

    /**
     * A prompt that carries the person, and how much of the person had no room in it.
     *
     * @param reserved how many tokens are left free for the answer
     */
    public EncodedPrompt personalPrompt(Task task, Map<String, String> input, Person person, int reserved) {
        int[] personal = tokenizer.encode(task.personalPart(person.history(), person.profile()));
        String asked = task.prompt(input);
        int[] question = personal.length == 0 ? tokenizer.encode(asked) : tokenizer.encodeContinuation(asked);
        int room = Math.max(1, maxTokens - reserved - tokenizer.prefix().length);
        int ofQuestion = Math.min(question.length, room);
        int ofPersonal = Math.min(personal.length, room - ofQuestion);
        int[] tokens = Arrays.copyOfRange(personal, personal.length - ofPersonal, personal.length + ofQuestion);
        System.arraycopy(question, question.length - ofQuestion, tokens, ofPersonal, ofQuestion);
        return new EncodedPrompt(tokenizer.prompt(tokens), personal.length - ofPersonal);
    }

    /** Each label's answer tokens in the order of the task's labels, without the end of sequence. */
    public List<int[]> labels(Task task) {
        List<int[]> labels = new ArrayList<>();
        for (String label : task.labels()) {
            labels.add(tokenizer.encodeContinuation(task.answer(label)));
        }
        return labels;
    }
}
