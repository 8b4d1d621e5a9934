package dev.intarsia.model.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.intarsia.model.checkpoint.AttentionShape;
import dev.intarsia.model.checkpoint.Checkpoint;
import dev.intarsia.model.checkpoint.DecoderTensors;
import dev.intarsia.model.checkpoint.MalformedCheckpointException;
import dev.intarsia.model.checkpoint.ModelConfig;
import dev.intarsia.model.checkpoint.UnsupportedModelException;
import dev.intarsia.pieces.module.Projection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The frozen weights in the order the script reads them: embedding, final norm, cosines, sines, head, then per layer
 * first norm, q k v stacked, their bias, query and key norm, o, its bias, second norm, gate and up stacked, down;
 * what a model does not have is left out. Matrices of layers lie turned over, [in, out].
 */
final class DecoderWeights {
    static final int FIRST_LAYER = 5;

    /** Script arguments are gathered into lists by the names of the arrays. */
    private static final String LIST = "w[]";

    /** Numbers in a table of rotary positions: half a million positions of 128. */
    private static final long LONGEST_TABLE = 1 << 26;

    private final NDManager manager;
    private final Script script;
    private final Checkpoint checkpoint;
    private final NDList list = new NDList();

    private DecoderWeights(NDManager manager, Script script, Checkpoint checkpoint) {
        this.manager = manager;
        this.script = script;
        this.checkpoint = checkpoint;
    }

    /** Position of o within a layer. */
    static int output(AttentionShape attention) {
        return 2 + (attention.bias() ? 1 : 0) + (attention.queryKeyNorm() ? 2 : 0);
    }

    /** Position of the norm before the feed-forward part within a layer. */
    static int secondNorm(AttentionShape attention) {
        return output(attention) + 1 + (attention.outputBias() ? 1 : 0);
    }

    /** How many arrays a layer has. */
    static int perLayer(AttentionShape attention) {
        return secondNorm(attention) + 3;
    }

    /**
     * Reads a checkpoint's tensors one by one, so that loading needs little more memory than the result.
     *
     * @param script narrows the matrices to the type it multiplies in
     */
    static NDList load(NDManager manager, Script script, Checkpoint checkpoint) throws IOException {
        DecoderWeights weights = new DecoderWeights(manager, script, checkpoint);
        weights.load();
        return weights.list;
    }

    private void load() throws IOException {
        ModelConfig config = checkpoint.config();
        matrix(DecoderTensors.EMBEDDING);
        vector(DecoderTensors.NORM);
        add(rotary(config, false));
        add(rotary(config, true));
        if (config.tiedHead()) {
            list.add(list.get(0));
        } else {
            matrix(DecoderTensors.HEAD);
        }
        for (int layer = 0; layer < config.layers(); layer++) {
            loadLayer(layer, config.attention());
        }
    }

    private void loadLayer(int layer, AttentionShape attention) throws IOException {
        vector(DecoderTensors.name(layer, "input_layernorm.weight"));
        turned(names(layer, ".weight", Projection.Q, Projection.K, Projection.V));
        if (attention.bias()) {
            vector(names(layer, ".bias", Projection.Q, Projection.K, Projection.V));
        }
        if (attention.queryKeyNorm()) {
            vector(DecoderTensors.name(layer, "self_attn.q_norm.weight"));
            vector(DecoderTensors.name(layer, "self_attn.k_norm.weight"));
        }
        turned(names(layer, ".weight", Projection.O));
        if (attention.outputBias()) {
            vector(names(layer, ".bias", Projection.O));
        }
        vector(DecoderTensors.name(layer, "post_attention_layernorm.weight"));
        turned(names(layer, ".weight", Projection.GATE, Projection.UP));
        turned(names(layer, ".weight", Projection.DOWN));
    }

    private static String[] names(int layer, String suffix, Projection... projections) {
        return Arrays.stream(projections)
                .map(projection -> DecoderTensors.name(layer, DecoderTensors.part(projection) + suffix))
                .toArray(String[]::new);
    }

    private void vector(String... names) throws IOException {
        add(stacked(names));
    }

    private void matrix(String name) throws IOException {
        add("narrowed", name);
    }

    private void turned(String... names) throws IOException {
        add("turned", names);
    }

    private void add(String method, String... names) throws IOException {
        try (NDArray wide = stacked(names)) {
            add(script.call(method, new NDList(wide)).get(0));
        }
    }

    private void add(NDArray array) {
        array.setName(LIST);
        list.add(array);
    }

    /** Tensors on top of each other, as fp32 in native memory. */
    private NDArray stacked(String... names) throws IOException {
        float[][] parts = new float[names.length][];
        long rows = 0;
        long columns = 1;
        for (int i = 0; i < names.length; i++) {
            var tensor = checkpoint.tensor(names[i]);
            if (4L * tensor.bytes().remaining() / tensor.dtype().size() > Integer.MAX_VALUE) {
                throw tooLarge(names[i]);
            }
            parts[i] = tensor.floats();
            requireFinite(names[i], parts[i]);
            rows += tensor.shape().get(0);
            columns = tensor.shape().size() > 1 ? tensor.shape().get(1) : 1;
        }
        if (rows * columns * Float.BYTES > Integer.MAX_VALUE) {
            throw tooLarge(String.join(", ", names));
        }
        Shape shape = columns == 1 ? new Shape(rows) : new Shape(rows, columns);
        ByteBuffer bytes = ByteBuffer.allocateDirect(Math.toIntExact(rows * columns * Float.BYTES))
                .order(ByteOrder.nativeOrder());
        for (float[] part : parts) {
            bytes.asFloatBuffer().put(part);
            bytes.position(bytes.position() + part.length * Float.BYTES);
        }
        try (NDArray staged = manager.create(bytes.rewind(), shape, DataType.FLOAT32)) {
            return staged.duplicate();
        }
    }

    private UnsupportedModelException tooLarge(String names) {
        return new UnsupportedModelException(
                checkpoint.directory(), names + " take more than 2 GiB in fp32, which this engine does not load.");
    }

    private void requireFinite(String name, float[] values) throws IOException {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new MalformedCheckpointException(
                        checkpoint.directory(),
                        "tensor " + name + " holds a number that is not finite; the checkpoint is damaged.");
            }
        }
    }

    /** One row per position; the sign of the rotated half is folded into the first half of the sines. */
    private NDArray rotary(ModelConfig config, boolean sine) throws IOException {
        if ((long) config.contextLength() * config.headSize() > LONGEST_TABLE) {
            throw new UnsupportedModelException(
                    checkpoint.directory(),
                    "a context of " + config.contextLength()
                            + " tokens is too long for this engine; lower max_position_embeddings in config.json.");
        }
        int half = config.headSize() / 2;
        double[] frequencies = config.rope().frequencies(config.headSize());
        float[] table = new float[Math.multiplyExact(config.contextLength(), 2 * half)];
        for (int position = 0; position < config.contextLength(); position++) {
            for (int i = 0; i < half; i++) {
                double angle = position * frequencies[i];
                int at = position * 2 * half + i;
                table[at] = (float) (sine ? -Math.sin(angle) : Math.cos(angle));
                table[at + half] = (float) (sine ? Math.sin(angle) : Math.cos(angle));
            }
        }
        return manager.create(table, new Shape(config.contextLength(), 2L * half));
    }
}
