package dev.intarsia.model.engine;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.FirstPrompt;
import dev.intarsia.model.checkpoint.Checkpoint;
import dev.intarsia.model.checkpoint.ModelConfig;
import dev.intarsia.model.tokenizer.Tokenizer;
import dev.intarsia.pieces.module.Projection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The frozen base model, loaded. Safe to use from several threads; close it after everything that was made from it. */
public final class LanguageModel implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LanguageModel.class);

    private final ModelConfig config;
    private final EngineOptions options;
    private final Arithmetic arithmetic;
    private final String fingerprint;
    private final AdapterLayout layout;
    private final @Nullable Tokenizer tokenizer;
    private final NDManager manager;
    private final Script script;
    private final EngineWorkers workers;
    private final List<List<Projection>> adaptedGroups;

    /**
     * @param whole of all the checkpoint's layers
     * @param config of all of them or of the first
     * @param options with the precision settled
     * @param weights of those layers
     */
    private LanguageModel(
            ModelConfig whole,
            ModelConfig config,
            EngineOptions options,
            Arithmetic arithmetic,
            String fingerprint,
            @Nullable Tokenizer tokenizer,
            SharedWeights weights,
            NDManager manager)
            throws IOException {
        this.config = config;
        this.options = options;
        this.arithmetic = arithmetic;
        this.fingerprint = fingerprint;
        this.tokenizer = tokenizer;
        this.manager = manager;
        this.layout = options.layout(config);
        DecoderScript source = new DecoderScript(config, layout, options.precision(), arithmetic.products());
        EngineThreads threads = EngineThreads.of(whole);
        this.script = source.load(manager).on(threads);
        this.workers = manager.getDevice().isGpu() ? EngineWorkers.alone() : EngineWorkers.beside(threads);
        this.adaptedGroups = source.adaptedGroups();
        // What Java made lives only as long as the manager has it, even where the script holds it too.
        NDList held = new NDList(weights.load(script));
        held.addAll(shared(weights));
        script.call("hold", held);
    }

    /** What all adapters of the base model have in common. */
    private NDList shared(SharedWeights weights) throws IOException {
        return switch (layout.form()) {
            case SHARED_A -> SharedFactors.load(manager, fingerprint, layout, config.layers(), adaptedGroups);
            case PROMPT -> {
                float[] prompt = FirstPrompt.of(weights.checkpoint(), fingerprint, layout.rank());
                Shape shape = new Shape(layout.rank(), config.hiddenSize());
                yield new NDList(TokenBatch.named("a[]", manager.create(prompt, shape)));
            }
            case OWN_A, IA3 -> AdapterStack.none(manager, "a[]");
        };
    }

    /**
     * Loads a checkpoint directory in the Hugging Face layout.
     *
     * @throws IOException when a file is missing, malformed or of an architecture that is not supported
     * @throws EngineStartException when the native engine is missing for this platform
     * @throws NoGpuException when a GPU is asked for where the engine finds none
     */
    public static LanguageModel load(Path directory, EngineOptions options) throws IOException {
        Checkpoint checkpoint = Checkpoint.open(directory);
        checkpoint.warnings().forEach(warning -> log.warn("{}: {}", directory, warning));
        NDManager manager = DeviceChoice.manager(options.device());
        Tokenizer tokenizer = null;
        try {
            String fingerprint = checkpoint.fingerprint();
            EngineOptions settled =
                    options.withPrecision(PrecisionChoice.of(checkpoint, fingerprint, options, manager));
            Arithmetic arithmetic = Arithmetic.of(checkpoint, fingerprint, settled, manager);
            tokenizer = Files.isRegularFile(directory.resolve("tokenizer.json")) ? Tokenizer.open(directory) : null;
            ModelConfig config = checkpoint.config();
            SharedWeights weights = new SharedWeights(checkpoint, config.layers(), manager);
            LanguageModel model =
                    new LanguageModel(config, config, settled, arithmetic, fingerprint, tokenizer, weights, manager);
            model.report(directory);
            return model;
        } catch (IOException | RuntimeException e) {
            if (tokenizer != null) {
                tokenizer.close();
            }
            manager.close();
            throw e;
        }
    }

    /**
     * A checkpoint's first layers with its embedding and head, without a tokenizer: enough to measure with.
     *
     * @param options with the precision settled
     * @param weights of these layers, in this precision; closed after the model
     */
    static LanguageModel firstLayers(
            SharedWeights weights, String fingerprint, EngineOptions options, Products products) throws IOException {
        NDManager manager = weights.manager().newSubManager();
        ModelConfig config = weights.checkpoint().config();
        try {
            return new LanguageModel(
                    config,
                    config.firstLayers(weights.layers()),
                    options,
                    new Arithmetic(products, false),
                    fingerprint,
                    null,
                    weights,
                    manager);
        } catch (IOException | RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    private void report(Path directory) {
        log.info(
                "Loaded {} ({} layers, {} wide, {} tokens) as {}, multiplying in {} on {} with {}, batch-invariant: {}",
                directory,
                config.layers(),
                config.hiddenSize(),
                config.vocabularySize(),
                fingerprint.substring(0, 12),
                options.precision(),
                manager.getDevice(),
                arithmetic.products(),
                batchInvariant() ? "yes" : "no");
    }

    public ModelConfig config() {
        return config;
    }

    /**
     * The checkpoint's tokenizer.
     *
     * @throws IllegalStateException when the checkpoint has no tokenizer.json
     */
    public Tokenizer tokenizer() {
        if (tokenizer == null) {
            throw new IllegalStateException(
                    "The checkpoint has no tokenizer.json, so text cannot become tokens; put one beside config.json.");
        }
        return tokenizer;
    }

    /** SHA-256 over the shape and the weights, in hexadecimal: what adapters and pieces name as their base model. */
    public String fingerprint() {
        return fingerprint;
    }

    /** The layout of every adapter of this model. */
    public AdapterLayout layout() {
        return layout;
    }

    /**
     * Finds out whether a text of so many tokens fits behind the virtual tokens of a prompt.
     *
     * @throws IllegalArgumentException where it does not
     */
    public void requireRoom(int maxTokens) {
        int virtual = layout.virtualTokens();
        if (virtual > 0 && (long) maxTokens + virtual > config.contextLength()) {
            throw new IllegalArgumentException("model.max-tokens " + maxTokens + " and model.virtual-tokens " + virtual
                    + " are together more than the context of " + config.contextLength()
                    + " tokens; lower one of them.");
        }
    }

    /** How it was loaded; the precision is the one it multiplies in. */
    public EngineOptions options() {
        return options;
    }

    /**
     * Whether, on this machine, a text has the same bits whatever else is decoded or independently scored beside it; found out
     * when the model was loaded, with texts of up to 48 tokens. Otherwise numbers may differ in their last digits.
     */
    public boolean batchInvariant() {
        return arithmetic.batchInvariant();
    }

    /** How many threads compute at once at most. */
    public int threads() {
        return EngineThreads.started();
    }

    /** The adapted projections of a layer, those that read the same input together. */
    List<List<Projection>> adaptedGroups() {
        return adaptedGroups;
    }

    /** How many different inputs adapters read, over all layers: projections that read the same count once. */
    int adaptedInputs() {
        return config.layers() * adaptedGroups.size();
    }

    NDManager manager() {
        return manager;
    }

    Script script() {
        return script;
    }

    /** What work that can be parted is parted among. */
    public EngineWorkers workers() {
        return workers;
    }

    @Override
    public void close() {
        if (tokenizer != null) {
            tokenizer.close();
        }
        script.close();
        manager.close();
    }
}
