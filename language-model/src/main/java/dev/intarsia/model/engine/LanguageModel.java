package dev.intarsia.model.engine;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.intarsia.model.adapter.AdapterForm;
import dev.intarsia.model.adapter.AdapterLayout;
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
    private final String fingerprint;
    private final AdapterLayout layout;
    private final @Nullable Tokenizer tokenizer;
    private final NDManager manager;
    private final Script script;
    private final List<List<Projection>> adaptedGroups;

    private LanguageModel(Path directory, Checkpoint checkpoint, EngineOptions options, NDManager manager)
            throws IOException {
        this.config = checkpoint.config();
        this.options = options;
        this.manager = manager;
        this.fingerprint = checkpoint.fingerprint();
        this.layout = AdapterLayout.of(config, options.rank(), options.alpha(), options.projections())
                .withForm(options.form());
        Products products = Products.of(manager);
        Precision precision = PrecisionChoice.of(options.precision(), manager, config, products);
        DecoderScript source = new DecoderScript(config, layout, precision, products);
        this.script = source.load(manager);
        this.adaptedGroups = source.adaptedGroups();
        // What Java made lives only as long as the manager has it, even where the script holds it too.
        NDList held = DecoderWeights.load(manager, script, checkpoint);
        held.addAll(
                layout.form() == AdapterForm.SHARED_A
                        ? SharedFactors.load(manager, fingerprint, layout, config.layers(), adaptedGroups)
                        : AdapterStack.none(manager, "a[]"));
        script.call("hold", held);
        this.tokenizer = Files.isRegularFile(directory.resolve("tokenizer.json")) ? Tokenizer.open(directory) : null;
        log.info(
                "Loaded {} ({} layers, {} wide, {} tokens) as {}, multiplying in {} on {}",
                directory,
                config.layers(),
                config.hiddenSize(),
                config.vocabularySize(),
                fingerprint.substring(0, 12),
                precision,
                manager.getDevice());
    }

    /**
     * Loads a checkpoint directory in the Hugging Face layout.
     *
     * @throws IOException when a file is missing, malformed or of an architecture that is not supported
     * @throws EngineStartException when the engine's libraries are not there for this platform
     * @throws NoGpuException when a GPU is asked for where the engine finds none
     */
    public static LanguageModel load(Path directory, EngineOptions options) throws IOException {
        Checkpoint checkpoint = Checkpoint.open(directory);
        Engine engine = NativeEngine.start();
        NDManager manager = engine.newBaseManager(DeviceChoice.of(options.device(), DeviceChoice.Found.by(engine)));
        try {
            return new LanguageModel(directory, checkpoint, options, manager);
        } catch (IOException | RuntimeException e) {
            manager.close();
            throw e;
        }
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

    public EngineOptions options() {
        return options;
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

    @Override
    public void close() {
        if (tokenizer != null) {
            tokenizer.close();
        }
        script.close();
        manager.close();
    }
}
