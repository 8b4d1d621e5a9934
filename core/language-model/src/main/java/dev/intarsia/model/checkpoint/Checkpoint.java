package dev.intarsia.model.checkpoint;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A model's shape and its weights, in a directory of the Hugging Face layout. Opening checks every name and shape. */
public final class Checkpoint {
    static final String SINGLE = "model.safetensors";

    /** What a model is used with beside its weights. */
    private static final List<String> COMPANIONS = List.of(
            ConfigFile.NAME,
            "generation_config.json",
            "tokenizer.json",
            "tokenizer_config.json",
            "special_tokens_map.json",
            "chat_template.jinja");

    private final Path directory;
    private final ModelConfig config;
    private final Map<String, StoredTensor> files;
    private final List<String> warnings;
    private @Nullable String fingerprint;

    private Checkpoint(Path directory, ModelConfig config, Map<String, StoredTensor> files, List<String> warnings) {
        this.directory = directory;
        this.config = config;
        this.files = files;
        this.warnings = List.copyOf(warnings);
    }

    /**
     * Opens {@code config.json} with {@code model.safetensors}, or with the shards its index names where there is no such
     * file. Where files contradict each other, the one that Transformers 5 takes counts, and {@link #warnings} say so.
     *
     * @throws MalformedCheckpointException when a file is missing or breaks its format, or a tensor is missing, left
     *     over or of another shape than the config says
     * @throws UnsupportedModelException when the model is of another family, or quantized
     */
    public static Checkpoint open(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new MalformedCheckpointException(
                    directory, "there is no such directory; name a checkpoint in the Hugging Face layout.");
        }
        ModelConfig said = ConfigFile.read(directory);
        List<String> warnings = new ArrayList<>(ConfigFile.contradictions(directory));
        Map<String, StoredTensor> files = ShardIndex.open(directory);
        warnings.addAll(ShardIndex.warnings(directory));
        TiedHead head = TiedHead.of(said, files);
        warnings.addAll(head.warnings());
        requireExpected(directory, head.config(), files);
        Checkpoint checkpoint = new Checkpoint(directory, head.config(), files, warnings);
        for (Map.Entry<String, List<Integer>> expected :
                DecoderTensors.of(head.config()).entrySet()) {
            List<Integer> shape = checkpoint.tensor(expected.getKey()).shape();
            if (!shape.equals(expected.getValue())) {
                throw new MalformedCheckpointException(
                        directory,
                        "tensor " + expected.getKey() + " has shape " + shape + ", but config.json implies "
                                + expected.getValue() + ".");
            }
        }
        return checkpoint;
    }

    /** A tensor that is left over would be silently left out of the computation. */
    private static void requireExpected(Path directory, ModelConfig config, Map<String, StoredTensor> files)
            throws IOException {
        Map<String, List<Integer>> expected = DecoderTensors.of(config);
        for (String name : expected.keySet()) {
            if (!files.containsKey(name)) {
                throw new MalformedCheckpointException(
                        directory,
                        "tensor " + name + " is missing, though config.json implies it"
                                + (name.equals(DecoderTensors.HEAD)
                                        ? "; set tie_word_embeddings to true where the head is the embedding."
                                        : "."));
            }
        }
        for (String name : files.keySet()) {
            boolean derived = name.endsWith(".rotary_emb.inv_freq") || name.equals(DecoderTensors.HEAD);
            if (!derived && !expected.containsKey(name)) {
                throw new UnsupportedModelException(
                        directory, "tensor " + name + " has no place in a " + config.modelType() + " decoder.");
            }
        }
    }

    /** Writes a checkpoint: {@code config.json} and {@code model.safetensors}. */
    public static void write(Path directory, ModelConfig config, Map<String, float[]> tensors, Dtype dtype)
            throws IOException {
        Map<String, List<Integer>> expected = DecoderTensors.of(config);
        if (!expected.keySet().equals(tensors.keySet())) {
            throw new IllegalArgumentException("A checkpoint of this shape holds the tensors " + expected.keySet()
                    + ", not " + tensors.keySet() + ".");
        }
        List<Tensor> stored = new ArrayList<>();
        expected.forEach((name, shape) -> stored.add(Tensor.of(name, shape, requireNonNull(tensors.get(name)), dtype)));
        Files.createDirectories(directory);
        SafeTensors.write(directory.resolve(SINGLE), stored);
        ConfigFile.write(directory, config);
    }

    /**
     * Writes this checkpoint anew, each tensor edited on its way: one {@code model.safetensors}, and the files beside
     * it that say how the model is used, as they are.
     *
     * @param out another directory than this one's, made where it is missing
     */
    public void rewrite(Path out, SafeTensors.Edit edit) throws IOException {
        Files.createDirectories(out);
        if (Files.isSameFile(out, directory)
                || Files.exists(out.resolve(SINGLE))
                || Files.exists(out.resolve(ShardIndex.NAME))) {
            throw new IllegalArgumentException(
                    out + " already holds a checkpoint, which is not overwritten; name another directory.");
        }
        List<Tensor> tensors = new ArrayList<>();
        for (String name : DecoderTensors.of(config).keySet()) {
            tensors.add(tensor(name));
        }
        for (String name : COMPANIONS) {
            Path file = directory.resolve(name);
            if (Files.isRegularFile(file)) {
                Files.copy(file, out.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        SafeTensors.write(out.resolve(SINGLE), Map.of(), tensors, edit);
    }

    public Path directory() {
        return directory;
    }

    /** How many bytes the weights take as stored. */
    public long dataSize() throws IOException {
        long size = 0;
        for (String name : DecoderTensors.of(config).keySet()) {
            size += tensor(name).bytes().remaining();
        }
        return size;
    }

    /** What contradicts itself in the directory and which of it counts, in whole sentences; often none. */
    public List<String> warnings() {
        return warnings;
    }

    /** The model's shape: what {@code config.json} says, but for a head that the files hold beside a tied embedding. */
    public ModelConfig config() {
        return config;
    }

    /**
     * The tensor of that name, mapped.
     *
     * @throws IllegalArgumentException when the checkpoint has none
     */
    public Tensor tensor(String name) throws IOException {
        StoredTensor stored = files.get(name);
        Tensor tensor = stored == null ? null : stored.read(name);
        if (tensor == null) {
            throw new IllegalArgumentException("The checkpoint has no tensor " + name + ".");
        }
        return tensor;
    }

    /**
     * SHA-256 over the shape and every weight, in hexadecimal; how the weights are spread over files does not count. The
     * weights are read for it once.
     */
    public synchronized String fingerprint() throws IOException {
        if (fingerprint == null) {
            fingerprint = Fingerprint.of(this);
        }
        return fingerprint;
    }
}
