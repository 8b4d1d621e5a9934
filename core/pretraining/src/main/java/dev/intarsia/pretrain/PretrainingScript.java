package dev.intarsia.pretrain;

import dev.intarsia.model.engine.ScriptTemplate;
import java.util.Map;

/**
 * The decoder, its loss, its gradients and AdamW in the engine's own language, so that a training step is two native
 * calls. Weights are fp32; the forward and backward passes multiply in the given type.
 */
final class PretrainingScript {
    static final String NAME = "Pretrainer";

    private PretrainingScript() {}

    /** @param bf16 whether to multiply in bf16 rather than fp32 */
    static String methods(DecoderShape shape, boolean bf16) {
        Map<String, Object> values = Map.ofEntries(
                Map.entry("TYPE", bf16 ? 15 : 6),
                Map.entry("LAYERS", shape.layers()),
                Map.entry("MATRICES", shape.matrices()),
                Map.entry("WIDTH", shape.width()),
                Map.entry("EPSILON", DecoderShape.NORM_EPSILON),
                Map.entry("HEADS", shape.heads()),
                Map.entry("GROUPS", shape.keyValueHeads()),
                Map.entry("SHARE", shape.heads() / shape.keyValueHeads()),
                Map.entry("SIZE", shape.headSize()),
                Map.entry("HALF", shape.headSize() / 2),
                Map.entry("KEYS", shape.keyValueSize()),
                Map.entry("CHUNK", 512),
                Map.entry("BETA1", 0.9),
                Map.entry("BETA2", 0.95));
        return ScriptTemplate.filled(PretrainingScript.class, "pretrainer.torchscript", values);
    }
}
