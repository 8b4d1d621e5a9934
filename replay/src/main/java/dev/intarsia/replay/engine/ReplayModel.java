package dev.intarsia.replay.engine;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.decode.SamplingOptions;
import dev.intarsia.model.engine.EngineOptions;
import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.engine.ModelSettings;
import dev.intarsia.model.knowledge.KnowledgeChoice;
import dev.intarsia.model.score.Scorer;
import dev.intarsia.model.tokenizer.Tokenizer;
import dev.intarsia.oppu.learn.Recipe;
import dev.intarsia.tasks.Task;
import dev.intarsia.tasks.Tasks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** The base model of a replay, how adapters to it are trained, and its seed: loaded once, used by every method. */
public final class ReplayModel implements AutoCloseable {
    private final Path checkpoint;
    private final LanguageModel model;
    private final TaskEncoding encoding;
    private final Recipe recipe;
    private final SamplingOptions sampling;
    private final long seed;
    private final Scorer scorer;
    private final FlopCount flops;
    private final TextGeneration texts;

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
        // What stands before prompts is each method's own choice, by its name.
        this.recipe = recipe.with(KnowledgeChoice.NONE);
        this.sampling = requireNonNull(sampling);
        this.seed = seed;
        int context = model.config().contextLength();
        int room = context - model.layout().virtualTokens();
        encoding = new TaskEncoding(model.tokenizer(), tasks, task, Math.min(maxTokens, room));
        scorer = Scorer.independent(model);
        flops = new FlopCount(model.config(), model.layout());
        texts = new TextGeneration(model, flops, encoding.maxTokens(), sampling, seed);
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
        return reshaped(shape, recipe);
    }

    /** The same, trained by another recipe. */
    public ReplayModel reshaped(UnaryOperator<EngineOptions> shape, Recipe other) throws IOException {
        return open(
                checkpoint,
                shape.apply(model.options()),
                encoding.tasks(),
                encoding.task(),
                other,
                encoding.maxTokens(),
                sampling,
                seed);
    }

    /**
     * The same base model, whose adapters are trained in another way.
     *
     * @return not to be closed; usable as long as this one
     */
    public ReplayModel trainedBy(Recipe other) {
        return new ReplayModel(
                checkpoint, model, encoding.tasks(), encoding.task(), other, encoding.maxTokens(), sampling, seed);
    }

    public LanguageModel model() {
        return model;
    }

    public Tokenizer tokenizer() {
        return model.tokenizer();
    }

    /** The task of all questions. */
    public Task task() {
        return encoding.task();
    }

    public TaskEncoding encoding() {
        return encoding;
    }

    /** How adapters are trained; what of users' past stands before prompts, a method says by itself. */
    public Recipe recipe() {
        return recipe;
    }

    public long seed() {
        return seed;
    }

    /** The name under which the trainer draws for a user: under another seed everybody has another. */
    public String seeded(String user) {
        return seed == 0 ? user : user + "#" + seed;
    }

    public Scorer scorer() {
        return scorer;
    }

    public FlopCount flops() {
        return flops;
    }

    /** Texts by the base model; as many methods as there are share it. */
    public TextGeneration texts() {
        return texts;
    }

    @Override
    public void close() {
        texts.close();
        model.close();
    }
}
