package dev.intarsia.model.peft;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterCodec;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.AdapterValues;
import dev.intarsia.model.adapter.Factors;
import dev.intarsia.model.adapter.ModuleShape;
import dev.intarsia.model.adapter.TuningMethod;
import dev.intarsia.model.checkpoint.Dtype;
import dev.intarsia.model.checkpoint.MalformedCheckpointException;
import dev.intarsia.model.checkpoint.ModelConfig;
import dev.intarsia.model.checkpoint.Tensor;
import dev.intarsia.model.checkpoint.UnsupportedModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An adapter as a folder of {@code adapter_config.json} and {@code adapter_model.safetensors}: LoRA, (IA)³ or a prompt to be
 * read and written whole; LoRA to be opened too, which reads the settings and the names and shapes of the tensors, and numbers
 * when asked for.
 */
public final class PeftFolder {
    static final String TENSORS = "adapter_model.safetensors";
    private static final Logger log = LoggerFactory.getLogger(PeftFolder.class);
    static final String BASE_MODEL = "intarsia.base_model";
    private static final int MOST_NAMES = 20;

    private final Path folder;
    private final PeftSettings settings;
    private final PeftTensors tensors;

    private PeftFolder(Path folder, PeftSettings settings, PeftTensors tensors) {
        this.folder = folder;
        this.settings = settings;
        this.tensors = tensors;
    }

    /**
     * Opens a folder.
     *
     * @throws MalformedCheckpointException when a file is missing or breaks its format
     * @throws UnsupportedModelException when the adapter is no plain LoRA: biases, DoRA, further
     *     saved modules, or any setting that is not known to be harmless
     */
    public static PeftFolder open(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new MalformedCheckpointException(folder, "there is no such folder; name one that PEFT wrote.");
        }
        PeftSettings settings = PeftSettingsReader.read(folder);
        return new PeftFolder(folder, settings, PeftMethods.tensors(folder));
    }

    /** The method of a folder's adapter. */
    public static TuningMethod method(Path folder) throws IOException {
        return PeftMethods.of(folder.resolve(PeftSettingsFile.NAME), PeftMethods.settings(folder));
    }

    /** How the adapter in a folder is laid out, as {@link #read} gives it. */
    public static AdapterLayout layout(Path folder, ModelConfig config) throws IOException {
        return switch (method(folder)) {
            case LORA -> open(folder).layout(config);
            case IA3 -> new Ia3Folder().layout(folder, config);
            case PROMPT -> new PromptFolder().layout(folder, config);
        };
    }

    /**
     * The adapter in a folder; a LoRA with an A of its own.
     *
     * @param base the model it is to run on
     * @throws IOException as {@link #open} and {@link #adapter}, and when the folder names another base model
     */
    public static Adapter read(Path folder, BaseModel base) throws IOException {
        return switch (method(folder)) {
            case LORA -> readLora(folder, base);
            case IA3 -> new Ia3Folder().read(folder, base);
            case PROMPT -> new PromptFolder().read(folder, base);
        };
    }

    static void requireMadeFor(Path file, PeftTensors tensors, BaseModel base) throws IOException {
        String written = tensors.metadata().get(BASE_MODEL);
        if (written != null && !written.equals(base.fingerprint())) {
            throw new UnsupportedModelException(
                    file,
                    "this adapter was made for the base model " + brief(written) + ", not for "
                            + brief(base.fingerprint()) + ".");
        }
    }

    private static Adapter readLora(Path folder, BaseModel base) throws IOException {
        PeftFolder opened = open(folder);
        requireMadeFor(folder.resolve(TENSORS), opened.tensors, base);
        opened.warnings(base.config()).forEach(warning -> log.warn("{}: {}", folder, warning));
        return opened.adapter(base.config());
    }

    /** What of the folder has no effect on such a model, in whole sentences; often none. */
    public List<String> warnings(ModelConfig config) {
        List<String> unmatched = PeftModules.unmatched(settings, config);
        if (unmatched.isEmpty()) {
            return List.of();
        }
        String names = unmatched.stream().limit(MOST_NAMES).collect(Collectors.joining(", "))
                + (unmatched.size() > MOST_NAMES ? " and " + (unmatched.size() - MOST_NAMES) + " more" : "");
        return List.of("target_modules names " + names + ", which "
                + (unmatched.size() == 1 ? "is no module" : "are no modules")
                + " of this model; they are passed over, as by PEFT.");
    }

    private static String brief(String fingerprint) {
        return fingerprint.length() > 12 ? fingerprint.substring(0, 12) : fingerprint;
    }

    public PeftSettings settings() {
        return settings;
    }

    /** The fingerprint of the base model, where this program wrote the folder. */
    public Optional<String> baseModel() {
        return Optional.ofNullable(tensors.metadata().get(BASE_MODEL));
    }

    /** How many bytes the factors take as stored. */
    public long dataSize() {
        return tensors.dataSize();
    }

    private int rank(ModuleShape module) {
        return settings.rank(PeftModules.name(module.id()));
    }

    /**
     * How the adapter is laid out, after checking every tensor's name and shape: with the highest rank of a module, where
     * they differ.
     */
    public AdapterLayout layout(ModelConfig config) throws IOException {
        List<ModuleShape> modules = PeftModules.of(folder, settings, config, tensors.names());
        int most = 1;
        for (ModuleShape module : modules) {
            int rank = rank(module);
            requireShape(module, "A", List.of(rank, module.inputs()));
            requireShape(module, "B", List.of(module.outputs(), rank));
            most = Math.max(most, rank);
        }
        double alpha = most == settings.rank() ? settings.alpha() : settings.alpha() / settings.rank() * most;
        AdapterLayout layout = new AdapterLayout(AdapterCodec.OWN_A, most, alpha, modules);
        try {
            layout.size();
        } catch (ArithmeticException e) {
            throw new UnsupportedModelException(folder.resolve(TENSORS), "the adapter has more than 2^31 numbers.");
        }
        return layout;
    }

    private void requireShape(ModuleShape module, String factor, List<Integer> expected) throws IOException {
        List<Integer> shape = tensors.shape(PeftModules.tensor(module, factor));
        if (!expected.equals(shape)) {
            throw new MalformedCheckpointException(
                    folder.resolve(TENSORS),
                    "tensor " + PeftModules.tensor(module, factor) + " has shape " + shape
                            + ", but rank and base model " + "imply " + expected
                            + "; was it made for another base model?");
        }
    }

    private Tensor tensor(ModuleShape module, String factor) throws IOException {
        Tensor tensor = tensors.tensor(PeftModules.tensor(module, factor));
        if (tensor == null) {
            throw new MalformedCheckpointException(
                    folder.resolve(TENSORS), "tensor " + PeftModules.tensor(module, factor) + " is missing.");
        }
        return tensor;
    }

    /**
     * The adapter, with an A of its own.
     *
     * @throws IOException when a tensor is missing, left over, of another shape than the settings and the base model
     *     say, or holds a number that is none
     */
    public Adapter adapter(ModelConfig config) throws IOException {
        AdapterLayout layout = layout(config);
        float[] values = new float[layout.size()];
        int offset = 0;
        for (ModuleShape module : layout.modules()) {
            place(module, layout, values, offset);
            offset += layout.size(module);
        }
        AdapterValues read = AdapterValues.of(layout, values);
        if (!read.finite()) {
            throw new MalformedCheckpointException(
                    folder.resolve(TENSORS), "the adapter holds numbers that are not finite; its training failed.");
        }
        return Adapter.of(read);
    }

    /** Zeros fill a lower rank up, and what the module is scaled by beside the others goes into B. */
    private void place(ModuleShape module, AdapterLayout layout, float[] values, int offset) throws IOException {
        int rank = rank(module);
        float[] b = tensor(module, "B").floats();
        double scale = settings.scale(PeftModules.name(module.id()));
        // In the common case not even the last digit may change.
        double ratio = settings.differing() ? scale / layout.scale() : 1;
        for (int row = 0; row < module.outputs(); row++) {
            for (int k = 0; k < rank; k++) {
                values[offset + row * layout.rank() + k] = (float) (b[row * rank + k] * ratio);
            }
        }
        float[] a = tensor(module, "A").floats();
        System.arraycopy(a, 0, values, offset + layout.sizeOfB(module), a.length);
    }

    /**
     * Writes an adapter so that it runs wherever PEFT does: a LoRA with a shared A written out, (IA)³ and prompts with what
     * training began with added.
     *
     * @param dtype how numbers are stored; only fp32 keeps them exactly
     */
    public static void write(Path folder, Adapter adapter, BaseModel base, Dtype dtype) throws IOException {
        files(adapter, base, dtype).write(folder);
    }

    /** What {@link #write} writes, for those who need no folder. */
    public static PeftFiles files(Adapter adapter, BaseModel base, Dtype dtype) throws IOException {
        return switch (adapter.layout().method()) {
            case LORA -> filesOfLora(adapter, base, dtype);
            case IA3 -> new Ia3Folder().files(adapter, base, dtype);
            case PROMPT -> new PromptFolder().files(adapter, base, dtype);
        };
    }

    private static PeftFiles filesOfLora(Adapter adapter, BaseModel base, Dtype dtype) {
        AdapterLayout layout = adapter.layout();
        List<String> targets = List.copyOf(PeftModules.targets(layout));
        List<Integer> layers = PeftModules.layers(layout);
        List<Tensor> tensors = new ArrayList<>();
        for (ModuleShape module : layout.modules()) {
            Factors factors = adapter.factors(base.fingerprint(), module.id());
            List<Integer> ofA = List.of(layout.rank(), module.inputs());
            List<Integer> ofB = List.of(module.outputs(), layout.rank());
            tensors.add(Tensor.of(PeftModules.tensor(module, "A"), ofA, factors.a(), dtype));
            tensors.add(Tensor.of(PeftModules.tensor(module, "B"), ofB, factors.b(), dtype));
        }
        return new PeftFiles(
                PeftSettingsFile.of(
                        layout, targets, layers.size() == base.config().layers() ? List.of() : layers, base.name()),
                base.fingerprint(),
                tensors);
    }
}
