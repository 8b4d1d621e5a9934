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
import dev.intarsia.model.checkpoint.Tensor;
import dev.intarsia.model.checkpoint.UnsupportedModelException;
import dev.intarsia.pieces.module.Projection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The frozen weights in the order the script reads them: embedding, final norm, cosines, sines, head, then per layer
 * first norm, q k v stacked, their bias, query and key norm, o, its bias, second norm, gate and up stacked, down;
 * what a model does not have is left out. Matrices of layers are stored transposed, [in, out].
 */
final class DecoderWeights {
    static final int FIRST_LAYER = 5;

    /** Script arguments are gathered into lists by the names of the arrays. */
    private static final String LIST = "w[]";

    /** Numbers in a table of rotary positions: half a million positions of 128. */
    private static final long LONGEST_TABLE = 1 << 26;

    private static final int PART = 64 << 20;

    private final NDManager manager;
    private final Script script;
    private final Checkpoint checkpoint;
    private final int partBytes;
    private final NDList list = new NDList();

    private DecoderWeights(NDManager manager, Script script, Checkpoint checkpoint, int partBytes) {
        this.manager = manager;
        this.script = script;
        this.checkpoint = checkpoint;
        this.partBytes = partBytes;
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
     * Reads a checkpoint's tensors part by part, so that loading needs little more memory than the result.
     *
     * @param script narrows the matrices to the type it multiplies in
     * @param layers how many of the layers, from the first
     */
    static NDList load(NDManager manager, Script script, Checkpoint checkpoint, int layers) throws IOException {
        return load(manager, script, checkpoint, layers, PART);
    }

    /** @param partBytes how much of a matrix is on its way at once, in fp32, but for one row at least */
    static NDList load(NDManager manager, Script script, Checkpoint checkpoint, int layers, int partBytes)
            throws IOException {
        DecoderWeights weights = new DecoderWeights(manager, script, checkpoint, partBytes);
        weights.load(layers);
        return weights.list;
    }

    private void load(int layers) throws IOException {
        ModelConfig config = checkpoint.config();
        matrix(DecoderTensors.EMBEDDING);
        vector(DecoderTensors.NORM);
        rotary(config);
        if (config.tiedHead()) {
            list.add(list.get(0));
        } else {
            matrix(DecoderTensors.HEAD);
        }
        for (int layer = 0; layer < layers; layer++) {
            loadLayer(layer, config.attention());
        }
    }

    private void loadLayer(int layer, AttentionShape attention) throws IOException {
        vector(DecoderTensors.name(layer, "input_layernorm.weight"));
        transposed(names(layer, ".weight", Projection.Q, Projection.K, Projection.V));
        if (attention.bias()) {
            vector(names(layer, ".bias", Projection.Q, Projection.K, Projection.V));
        }
        if (attention.queryKeyNorm()) {
            vector(DecoderTensors.name(layer, "self_attn.q_norm.weight"));
            vector(DecoderTensors.name(layer, "self_attn.k_norm.weight"));
        }
        transposed(names(layer, ".weight", Projection.O));
        if (attention.outputBias()) {
            vector(names(layer, ".bias", Projection.O));
        }
        vector(DecoderTensors.name(layer, "post_attention_layernorm.weight"));
        transposed(names(layer, ".weight", Projection.GATE, Projection.UP));
        transposed(names(layer, ".weight", Projection.DOWN));
    }

    private static String[] names(int layer, String suffix, Projection... projections) {
        return Arrays.stream(projections)
                .map(projection -> DecoderTensors.name(layer, DecoderTensors.part(projection) + suffix))
                .toArray(String[]::new);
    }

    private void vector(String... names) throws IOException {
        add(joined(names));
    }

    private void matrix(String name) throws IOException {
        fill("put", false, name);
    }

    private void transposed(String... names) throws IOException {
        fill("put_transposed", true, names);
    }

    /** Makes room for tensors on top of each other, and puts their rows in as many at a time as a part may hold. */
    private void fill(String method, boolean transposed, String... names) throws IOException {
        long rows = 0;
        for (String name : names) {
            rows += checkpoint.tensor(name).shape().get(0);
        }
        long columns = checkpoint.tensor(names[0]).shape().get(1);
        NDArray room;
        try (NDArray shape = manager.create(transposed ? new long[] {columns, rows} : new long[] {rows, columns})) {
            room = script.call("room", new NDList(shape)).get(0);
        }
        int each = (int) Math.max(1, partBytes / (columns * Float.BYTES));
        ByteBuffer bytes = ByteBuffer.allocateDirect(Math.toIntExact(Math.min(rows, each) * columns * Float.BYTES))
                .order(ByteOrder.nativeOrder());
        long at = 0;
        for (String name : names) {
            Tensor tensor = checkpoint.tensor(name);
            for (int row = 0; row < tensor.shape().get(0); row += each) {
                int some = Math.min(each, tensor.shape().get(0) - row);
                float[] numbers = tensor.floats(row * columns, Math.toIntExact(some * columns));
                requireFinite(name, numbers);
                bytes.clear().asFloatBuffer().put(numbers);
                bytes.limit(numbers.length * Float.BYTES);
                try (NDManager call = manager.newSubManager()) {
                    NDArray part = call.create(bytes, new Shape(some, columns), DataType.FLOAT32);
                    script.call(method, new NDList(call.create(at), room, part));
                }
                at += some;
            }
        }
        add(room);
    }

    private void add(NDArray array) {
        array.setName(LIST);
        list.add(array);
    }

    /** Vectors one after the other, as fp32. */
    private NDArray joined(String... names) throws IOException {
        List<float[]> parts = new ArrayList<>();
        for (String name : names) {
            float[] numbers = checkpoint.tensor(name).floats();
            requireFinite(name, numbers);
            parts.add(numbers);
        }
        FloatBuffer all = FloatBuffer.allocate(
                parts.stream().mapToInt(part -> part.length).sum());
        parts.forEach(all::put);
        return manager.create(all.array());
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

    private void rotary(ModelConfig config) throws IOException {
        if ((long) config.contextLength() * config.headSize() > LONGEST_TABLE) {
            throw new UnsupportedModelException(
                    checkpoint.directory(),
                    "a context of " + config.contextLength()
                            + " tokens is too long for this engine; lower max_position_embeddings in config.json.");
        }
        RotaryTable table = RotaryTable.of(config.rope(), config.contextLength(), config.headSize());
        Shape shape = new Shape(config.contextLength(), config.headSize());
        add(manager.create(table.cosines(), shape));
        add(manager.create(table.sines(), shape));
    }
}
