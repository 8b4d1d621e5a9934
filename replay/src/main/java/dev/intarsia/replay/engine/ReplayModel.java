package dev.intarsia.replay.engine;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.decode.SamplingOptions;
import dev.intarsia.model.engine.EngineOptions;
import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.engine.ModelSettings;
import dev.intarsia.model.example.Example;
import dev.intarsia.model.example.ExampleEncoder;
import dev.intarsia.model.score.PromptRow;
import dev.intarsia.model.score.Scorer;
import dev.intarsia.model.tokenizer.Tokenizer;
import dev.intarsia.oppu.learn.Recipe;
import dev.intarsia.replay.source.RecordedEvent;
import dev.intarsia.tasks.PastEvent;
import dev.intarsia.tasks.Task;
import dev.intarsia.tasks.Tasks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The base model of a replay and what turns its one task into tokens: loaded once, used by every method. */
public final class ReplayModel implements AutoCloseable {
    private final Path checkpoint;
    private final LanguageModel model;
    private final Task task;
    private final Tasks tasks;
    private final Recipe recipe;
    private final int maxTokens;
    private final long seed;
    private final ExampleEncoder encoder;
    private final Scorer scorer;
    private final FlopCount flops;
    private final List<int[]> labels;
    private final SamplingOptions sampling;
    private @Nullable TextGeneration texts;

    private ReplayModel(
            Path checkpoint,
            LanguageModel model,
            Tasks tasks,
            Task task,
            Recipe recipe,
            int maxTokens,
            SamplingOptions sampling,
            long seed) {
        this.checkpoint = checkpoint;
        this.model = model;
        this.tasks = tasks;
        this.task = task;
        this.recipe = requireNonNull(recipe);
        this.sampling = requireNonNull(sampling);
        this.seed = seed;
        this.maxTokens = Math.min(maxTokens, model.config().contextLength());
        encoder = new ExampleEncoder(model.tokenizer(), this.maxTokens);
        scorer = Scorer.independent(model);
        flops = new FlopCount(model.config(), model.layout());
        labels = ended(encoder.labels(task), model.tokenizer().eos());
    }

    /**
     * Loads a checkpoint.
     *
     * @param tasks that events may be of
     * @param task name of the one that questions are of
     * @param settings how the model is loaded and its adapters are shaped, and the longest example
     * @param recipe how adapters are trained
     * @param sampling how texts are generated; its seed is not used
     * @param seed of all randomness
     * @throws IOException where the checkpoint cannot be used
     */
    public static ReplayModel open(
            Path checkpoint,
            Tasks tasks,
            String task,
            ModelSettings settings,
            Recipe recipe,
            SamplingOptions sampling,
            long seed)
            throws IOException {
        Task wanted = tasks.require(task);
        return open(
                checkpoint, EngineOptions.of(settings), tasks, wanted, recipe, settings.maxTokens(), sampling, seed);
    }

    private static ReplayModel open(
            Path checkpoint,
            EngineOptions options,
            Tasks tasks,
            Task task,
            Recipe recipe,
            int maxTokens,
            SamplingOptions sampling,
            long seed)
            throws IOException {
        LanguageModel model = LanguageModel.load(checkpoint, options);
        try {
            return new ReplayModel(checkpoint, model, tasks, task, recipe, maxTokens, sampling, seed);
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    /**
     * The same base model loaded once more, for adapters of another shape.
     *
     * @param shape from the options this one was loaded with
     * @return to be closed apart from this one
     */
    public ReplayModel reshaped(UnaryOperator<EngineOptions> shape) throws IOException {
        return open(checkpoint, shape.apply(model.options()), tasks, task, recipe, maxTokens, sampling, seed);
    }

    public LanguageModel model() {
        return model;
    }

    public Tokenizer tokenizer() {
        return model.tokenizer();
    }

    /** The task of all questions. */
    public Task task() {
        return task;
    }

    /** The tasks that events may be of. */
    public Tasks tasks() {
        return tasks;
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

    /** How adapters are trained. */
    public Recipe recipe() {
        return recipe;
    }

    /** Longest example in tokens; longer prompts are cut on the left. */
    public int maxTokens() {
        return maxTokens;
    }

    public long seed() {
        return seed;
    }

    /** The name under which the trainer draws for a user: under another seed everybody has another. */
    public String seeded(String user) {
        return seed == 0 ? user : user + "#" + seed;
    }

    public ExampleEncoder encoder() {
        return encoder;
    }

    public Scorer scorer() {
        return scorer;
    }

    public FlopCount flops() {
        return flops;
    }

    /** Tokens of each of the task's labels in their order; empty where the answer is text. */
    public List<int[]> labels() {
        return labels;
    }

    /**
     * Generates texts.
     *
     * @param keys one per prompt: with the replay's seed they make each text's own
     * @param maxTokens of each text
     * @param meter what is computed is added there
     */
    public List<String> texts(List<String> keys, List<PromptRow> rows, int maxTokens, FlopMeter meter) {
        if (texts == null) {
            texts = new TextGeneration(
                    model, Math.min(maxTokens + this.maxTokens, model.config().contextLength()), sampling, seed);
        }
        List<TextGeneration.Text> generated = texts.generate(keys, rows, maxTokens);
        for (int i = 0; i < generated.size(); i++) {
            PromptRow row = rows.get(i);
            meter.add(flops.generation(row.prompt().length, generated.get(i).tokens(), row.adapter() != null));
        }
        return generated.stream().map(TextGeneration.Text::text).toList();
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

    @Override
    public void close() {
        if (texts != null) {
            texts.close();
        }
        model.close();
    }
}
