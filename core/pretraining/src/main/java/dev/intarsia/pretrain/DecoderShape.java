package dev.intarsia.pretrain;

import java.util.ArrayList;
import java.util.List;

/**
 * The decoder to train: grouped-query attention, SwiGLU, a tied head.
 *
 * @param width size of a token's state
 * @param feedForward inner size of the feed-forward part
 * @param context the longest sequence trained on
 */
public record DecoderShape(
        int vocabulary, int width, int layers, int heads, int keyValueHeads, int feedForward, int context) {
    static final double NORM_EPSILON = 1e-5;
    static final double ROPE_THETA = 10_000;

    /** One weight: its name in the checkpoint, rows and columns; a norm has one column. */
    record Weight(String name, int rows, int columns, Kind kind) {
        int size() {
            return rows * columns;
        }
    }

    /** What a weight is for: how it starts and whether it decays depend on it. */
    enum Kind {
        EMBEDDING,
        INPUT,
        OUTPUT,
        NORM
    }

    public DecoderShape {
        if (width % heads != 0 || heads % keyValueHeads != 0 || width / heads % 2 != 0) {
            throw new IllegalArgumentException("width " + width + ", " + heads + " heads and " + keyValueHeads
                    + " key-value heads do not fit; each must divide the one before, with an even head size");
        }
    }

    /** About four million weights: 8 MB as shipped. */
    public static DecoderShape small(int vocabulary) {
        return new DecoderShape(vocabulary, 256, 4, 8, 4, 704, 512);
    }

    int headSize() {
        return width / heads;
    }

    int keyValueSize() {
        return keyValueHeads * headSize();
    }

    /** All weights, in the order the training script takes them: matrices first, norms last. */
    List<Weight> weights() {
        List<Weight> weights = new ArrayList<>();
        weights.add(new Weight("model.embed_tokens.weight", vocabulary, width, Kind.EMBEDDING));
        for (int i = 0; i < layers; i++) {
            String layer = "model.layers." + i + ".";
            weights.add(new Weight(layer + "self_attn.q_proj.weight", width, width, Kind.INPUT));
            weights.add(new Weight(layer + "self_attn.k_proj.weight", keyValueSize(), width, Kind.INPUT));
            weights.add(new Weight(layer + "self_attn.v_proj.weight", keyValueSize(), width, Kind.INPUT));
            weights.add(new Weight(layer + "self_attn.o_proj.weight", width, width, Kind.OUTPUT));
            weights.add(new Weight(layer + "mlp.gate_proj.weight", feedForward, width, Kind.INPUT));
            weights.add(new Weight(layer + "mlp.up_proj.weight", feedForward, width, Kind.INPUT));
            weights.add(new Weight(layer + "mlp.down_proj.weight", width, feedForward, Kind.OUTPUT));
        }
        weights.add(new Weight("model.norm.weight", width, 1, Kind.NORM));
        for (int i = 0; i < layers; i++) {
            weights.add(new Weight("model.layers." + i + ".input_layernorm.weight", width, 1, Kind.NORM));
            weights.add(new Weight("model.layers." + i + ".post_attention_layernorm.weight", width, 1, Kind.NORM));
        }
        return weights;
    }

    int matrices() {
        return 1 + 7 * layers;
    }
}
