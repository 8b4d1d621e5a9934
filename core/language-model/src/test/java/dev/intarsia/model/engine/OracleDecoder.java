package dev.intarsia.model.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.ModuleShape;
import dev.intarsia.model.adapter.SharedA;
import dev.intarsia.model.checkpoint.Checkpoint;
import dev.intarsia.model.checkpoint.DecoderTensors;
import dev.intarsia.model.checkpoint.ModelConfig;
import dev.intarsia.model.checkpoint.Tensor;
import dev.intarsia.model.example.Example;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.module.Projection;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The decoder in the engine's single array operations, one row at a time: no script, no batch, no cache. Numbers never
 * meet arrays directly, because an operation with a plain number can take a wrong gradient here.
 */
final class OracleDecoder implements AutoCloseable {
    private final NDManager manager;
    private final ModelConfig config;
    private final AdapterLayout layout;
    private final Map<String, NDArray> weights = new HashMap<>();
    private final Map<ModuleId, NDArray> factors = new HashMap<>();
    private final NDArray epsilon;
    private final NDArray scale;
    private final NDArray root;

    OracleDecoder(NDManager parent, Checkpoint checkpoint, AdapterLayout layout) throws IOException {
        this.manager = parent.newSubManager();
        this.config = checkpoint.config();
        this.layout = layout;
        for (String name : DecoderTensors.of(config).keySet()) {
            Tensor tensor = checkpoint.tensor(name);
            long[] shape = tensor.shape().stream().mapToLong(Integer::longValue).toArray();
            weights.put(name, manager.create(tensor.floats(), new Shape(shape)));
        }
        for (ModuleShape module : layout.modules()) {
            float[] a = SharedA.of(checkpoint.fingerprint(), module.id(), layout.rank(), module.inputs());
            factors.put(module.id(), manager.create(a, new Shape(layout.rank(), module.inputs())));
        }
        epsilon = manager.create((float) config.normEpsilon());
        scale = manager.create((float) layout.scale());
        root = manager.create((float) Math.sqrt(config.headSize()));
    }

    /** The loss of a row under an adapter, and its gradient with respect to the adapter's B. */
    record Result(float loss, Map<ModuleId, float[]> gradients) {}

    Result run(Example row, Adapter adapter) {
        JniUtils.setGradMode(true);
        try (NDManager pass = manager.newSubManager()) {
            Map<ModuleId, NDArray> b = new LinkedHashMap<>();
            for (ModuleShape module : layout.modules()) {
                NDArray leaf = pass.create(adapter.weights(module.id()), new Shape(module.outputs(), layout.rank()));
                leaf.setRequiresGradient(true);
                b.put(module.id(), leaf);
            }
            PtNDArray loss = (PtNDArray) loss(pass, row, b);
            JniUtils.backward(loss, (PtNDArray) pass.ones(loss.getShape()), false, false);
            Map<ModuleId, float[]> gradients = new LinkedHashMap<>();
            b.forEach((module, leaf) -> gradients.put(module, leaf.getGradient().toFloatArray()));
            return new Result(loss.getFloat(), gradients);
        } finally {
            JniUtils.setGradMode(false);
        }
    }

    private NDArray loss(NDManager pass, Example row, Map<ModuleId, NDArray> b) {
        int length = row.tokens().length - 1;
        NDArray logits = logits(pass, Arrays.copyOf(row.tokens(), length), b);
        NDArray predictions = logits.get(new NDIndex().addSliceDim(row.responseStart() - 1, length));
        int[] response = Arrays.copyOfRange(row.tokens(), row.responseStart(), length + 1);
        NDArray targets =
                pass.create(Arrays.stream(response).asLongStream().toArray()).reshape(response.length, 1);
        return predictions.logSoftmax(-1).gather(targets, 1).mean().neg();
    }

    /**
     * The mean over all positions of what the head reads.
     *
     * @param adapter null for the base model
     */
    float[] mean(int[] tokens, @Nullable Adapter adapter) {
        try (NDManager pass = manager.newSubManager()) {
            Map<ModuleId, NDArray> b = new LinkedHashMap<>();
            if (adapter != null) {
                layout.modules()
                        .forEach(module -> b.put(
                                module.id(),
                                pass.create(adapter.weights(module.id()), new Shape(module.outputs(), layout.rank()))));
            }
            return hidden(pass, tokens, b).mean(new int[] {0}).toFloatArray();
        }
    }

    /** @return [position, vocabulary] */
    private NDArray logits(NDManager pass, int[] tokens, Map<ModuleId, NDArray> b) {
        String head = config.tiedHead() ? DecoderTensors.EMBEDDING : DecoderTensors.HEAD;
        return hidden(pass, tokens, b).matMul(weights.get(head).transpose());
    }

    /** @return [position, d] */
    private NDArray hidden(NDManager pass, int[] tokens, Map<ModuleId, NDArray> b) {
        NDArray ids = pass.create(Arrays.stream(tokens).asLongStream().toArray());
        NDArray x = weights.get(DecoderTensors.EMBEDDING).get(pass, new NDIndex("{}", ids));
        for (int layer = 0; layer < config.layers(); layer++) {
            x = x.add(attention(layer, norm(x, DecoderTensors.name(layer, "input_layernorm.weight")), b));
            x = x.add(feedForward(layer, norm(x, DecoderTensors.name(layer, "post_attention_layernorm.weight")), b));
        }
        return norm(x, DecoderTensors.NORM);
    }

    private NDArray attention(int layer, NDArray z, Map<ModuleId, NDArray> b) {
        long t = z.getShape().get(0);
        NDArray q = heads(project(layer, Projection.Q, z, b), config.heads());
        NDArray k = heads(project(layer, Projection.K, z, b), config.keyValueHeads());
        NDArray v = heads(project(layer, Projection.V, z, b), config.keyValueHeads());
        if (config.attention().queryKeyNorm()) {
            q = norm(q, DecoderTensors.name(layer, "self_attn.q_norm.weight"));
            k = norm(k, DecoderTensors.name(layer, "self_attn.k_norm.weight"));
        }
        q = rotate(q);
        k = rotate(k);
        float[] mask = new float[(int) (t * t)];
        for (int i = 0; i < t; i++) {
            for (int j = i + 1; j < t; j++) {
                mask[(int) (i * t + j)] = Float.NEGATIVE_INFINITY;
            }
        }
        NDArray causal = z.getManager().create(mask, new Shape(t, t));
        NDList out = new NDList();
        for (int head = 0; head < config.heads(); head++) {
            int shared = head / config.attention().groups();
            NDArray scores =
                    q.get(head).matMul(k.get(shared).transpose()).div(root).add(causal);
            out.add(scores.softmax(-1).matMul(v.get(shared)));
        }
        NDArray joined = out.size() == 1 ? out.get(0) : out.get(0).concat(rest(out), 1);
        return project(layer, Projection.O, joined, b);
    }

    private static NDArray rest(NDList list) {
        NDArray rest = list.get(1);
        for (int i = 2; i < list.size(); i++) {
            rest = rest.concat(list.get(i), 1);
        }
        return rest;
    }

    private NDArray feedForward(int layer, NDArray z, Map<ModuleId, NDArray> b) {
        NDArray gate = project(layer, Projection.GATE, z, b);
        NDArray silu = gate.mul(gate.getNDArrayInternal().sigmoid());
        return project(layer, Projection.DOWN, silu.mul(project(layer, Projection.UP, z, b)), b);
    }

    /** {@code W x + bias + (alpha / r) B A x}. */
    private NDArray project(int layer, Projection projection, NDArray x, Map<ModuleId, NDArray> b) {
        String part = DecoderTensors.name(layer, DecoderTensors.part(projection));
        NDArray y = x.matMul(weights.get(part + ".weight").transpose());
        NDArray bias = weights.get(part + ".bias");
        if (bias != null) {
            y = y.add(bias);
        }
        ModuleId module = new ModuleId(layer, projection);
        if (b.containsKey(module)) {
            NDArray u = x.matMul(factors.get(module).transpose()).mul(scale);
            y = y.add(u.matMul(b.get(module).transpose()));
        }
        return y;
    }

    /** @return [head, position, number] */
    private NDArray heads(NDArray x, int heads) {
        return x.reshape(x.getShape().get(0), heads, config.headSize()).transpose(1, 0, 2);
    }

    private NDArray norm(NDArray x, String weight) {
        NDArray mean = x.mul(x).mean(new int[] {-1}, true);
        return x.div(mean.add(epsilon).sqrt()).mul(weights.get(weight));
    }

    private NDArray rotate(NDArray x) {
        int positions = (int) x.getShape().get(1);
        int half = config.headSize() / 2;
        double[] frequencies = config.rope().frequencies(config.headSize());
        float[] cos = new float[positions * half];
        float[] sin = new float[positions * half];
        for (int i = 0; i < cos.length; i++) {
            cos[i] = (float) Math.cos(i / half * frequencies[i % half]);
            sin[i] = (float) Math.sin(i / half * frequencies[i % half]);
        }
        NDArray c = x.getManager().create(cos, new Shape(positions, half));
        NDArray s = x.getManager().create(sin, new Shape(positions, half));
        NDList parts = x.split(2, 2);
        NDArray first = parts.get(0).mul(c).sub(parts.get(1).mul(s));
        return first.concat(parts.get(1).mul(c).add(parts.get(0).mul(s)), 2);
    }

    @Override
    public void close() {
        manager.close();
    }
}
