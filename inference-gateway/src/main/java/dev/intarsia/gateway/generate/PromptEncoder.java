package dev.intarsia.gateway.generate;

import static java.util.Objects.requireNonNull;

import dev.intarsia.chat.ChatTemplate;
import dev.intarsia.chat.Message;
import dev.intarsia.model.example.EncodedPrompt;
import dev.intarsia.model.example.ExampleEncoder;
import dev.intarsia.model.knowledge.Person;
import dev.intarsia.model.tokenizer.Tokenizer;
import dev.intarsia.tasks.Answer;
import dev.intarsia.tasks.Task;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Turns what callers send into prompts for the model. Safe to use from several threads. */
public final class PromptEncoder {
    private final Tokenizer tokenizer;
    private final ExampleEncoder examples;
    private final Map<String, List<int[]>> labels = new ConcurrentHashMap<>();

    public PromptEncoder(Tokenizer tokenizer, ExampleEncoder examples) {
        this.tokenizer = requireNonNull(tokenizer);
        this.examples = requireNonNull(examples);
    }

    /** The text after what the checkpoint puts before every text; nothing in it becomes a special token. */
    public int[] text(String text) {
        return tokenizer.prompt(text);
    }

    /** The tokens after what the checkpoint puts before every text, unless they begin with it. */
    public int[] tokens(int[] tokens) {
        return tokenizer.prompt(tokens);
    }

    /**
     * A conversation in a checkpoint's own template, with nothing put before it.
     *
     * @throws dev.intarsia.chat.ChatTemplateException when the template refuses the conversation
     */
    public int[] chat(ChatTemplate template, List<Message> messages) {
        return template.tokens(messages, tokenizer);
    }

    /** The longest prompt of a task, in tokens. */
    public int maxTokens() {
        return examples.maxTokens();
    }

    /** How many tokens there are. */
    public int vocabulary() {
        return tokenizer.size();
    }

    /** The task's own prompt, after the person; without one it is the text that training used. */
    EncodedPrompt task(Task task, Map<String, String> input, Person person) {
        return examples.personalPrompt(task, input, person, 0);
    }

    /** The task's own prompt after the person, with room left for the task's longest label. */
    EncodedPrompt question(Task task, Map<String, String> input, Person person) {
        int longest =
                labels(task).stream().mapToInt(label -> label.length).max().orElse(0);
        return examples.personalPrompt(task, input, person, longest);
    }

    /** The task's own prompt after the person, with room left for the longest of these answers, and of the task's labels. */
    EncodedPrompt question(Task task, Map<String, String> input, Person person, List<int[]> answers) {
        int longest = Stream.concat(answers.stream(), labels(task).stream())
                .mapToInt(answer -> answer.length)
                .max()
                .orElse(0);
        return examples.personalPrompt(task, input, person, longest);
    }

    /** The tokens of an answer to the task, as in training: a free text ends in the end of sequence. */
    public int[] answer(Task task, String answer) {
        int[] tokens = continuation(task.answer(answer));
        if (task.answer() instanceof Answer.Text) {
            tokens = Arrays.copyOf(tokens, tokens.length + 1);
            tokens[tokens.length - 1] = tokenizer.eos();
        }
        return tokens;
    }

    /** The most tokens that an answer to a task may have. */
    public int longestAnswer() {
        return examples.longestAnswer();
    }

    /** The tokens of a text that goes on from a prompt. */
    public int[] continuation(String text) {
        return tokenizer.encodeContinuation(text);
    }

    /** The tokens of each of the task's labels, in its order. */
    public List<int[]> labels(Task task) {
        return labels.computeIfAbsent(task.name(), absent -> examples.labels(task));
    }
}
