package dev.intarsia.benchmarks.gguf;

import dev.intarsia.model.checkpoint.Checkpoint;
import dev.intarsia.model.checkpoint.DecoderTensors;
import dev.intarsia.model.checkpoint.ModelConfig;
import dev.intarsia.model.checkpoint.Rope;
import dev.intarsia.model.checkpoint.UnsupportedModelException;
import dev.intarsia.pieces.module.Projection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Writes a Llama checkpoint as fp32 GGUF. */
public final class GgufExport {
    private static final Map<Projection, String> NAMES = Map.of(
            Projection.Q, "attn_q",
            Projection.K, "attn_k",
            Projection.V, "attn_v",
            Projection.O, "attn_output",
            Projection.GATE, "ffn_gate",
            Projection.UP, "ffn_up",
            Projection.DOWN, "ffn_down");

    private final Checkpoint checkpoint;
    private final ModelConfig config;
    private final GgufFile file = new GgufFile();

    private GgufExport(Checkpoint checkpoint) {
        this.checkpoint = checkpoint;
        this.config = checkpoint.config();
    }

    /**
     * Writes a checkpoint folder as one file.
     *
     * @throws UnsupportedModelException when the model is not a plain Llama, so that it could not be compared
     */
    public static void write(Path folder, Path file) throws IOException {
        GgufExport export = new GgufExport(Checkpoint.open(folder));
        export.requirePlain(folder);
        export.metadata();
        export.vocabulary(GgufVocabulary.read(folder.resolve("tokenizer.json"), export.config.vocabularySize()));
        export.tensors();
        export.file.write(file);
    }

    private void requirePlain(Path folder) throws UnsupportedModelException {
        boolean plain = config.modelType().equals("llama")
                && !config.attention().bias()
                && !config.attention().outputBias()
                && !config.attention().queryKeyNorm()
                && config.rope().scaling() instanceof Rope.Scaling.None;
        if (!plain) {
            throw new UnsupportedModelException(
                    folder, "only a Llama without biases and rope scaling is written as GGUF.");
        }
    }

    private void metadata() {
        file.text("general.architecture", "llama")
                .text("general.name", "intarsia benchmark")
                .number("general.file_type", 0)
                .number("llama.context_length", config.contextLength())
                .number("llama.embedding_length", config.hiddenSize())
                .number("llama.block_count", config.layers())
                .number("llama.feed_forward_length", config.intermediateSize())
                .number("llama.attention.head_count", config.heads())
                .number("llama.attention.head_count_kv", config.keyValueHeads())
                .number("llama.attention.key_length", config.headSize())
                .number("llama.attention.value_length", config.headSize())
                .real("llama.attention.layer_norm_rms_epsilon", config.normEpsilon())
                .number("llama.rope.dimension_count", config.headSize())
                .real("llama.rope.freq_base", config.rope().theta())
                .number("llama.vocab_size", config.vocabularySize());
    }

    private void vocabulary(GgufVocabulary vocabulary) {
        file.text("tokenizer.ggml.model", "gpt2")
                .text("tokenizer.ggml.pre", "gpt-2")
                .texts("tokenizer.ggml.tokens", vocabulary.tokens())
                .numbers("tokenizer.ggml.token_type", vocabulary.types())
                .texts("tokenizer.ggml.merges", vocabulary.merges())
                .number("tokenizer.ggml.bos_token_id", config.bosTokenId())
                .number("tokenizer.ggml.eos_token_id", config.eosTokenId())
                .flag("tokenizer.ggml.add_bos_token", true);
    }

    private void tensors() {
        tensor("token_embd.weight", DecoderTensors.EMBEDDING, 0);
        tensor("output_norm.weight", DecoderTensors.NORM, 0);
        if (!config.tiedHead()) {
            tensor("output.weight", DecoderTensors.HEAD, 0);
        }
        for (int layer = 0; layer < config.layers(); layer++) {
            String block = "blk." + layer + ".";
            tensor(block + "attn_norm.weight", DecoderTensors.name(layer, "input_layernorm.weight"), 0);
            tensor(block + "ffn_norm.weight", DecoderTensors.name(layer, "post_attention_layernorm.weight"), 0);
            for (Projection projection : Projection.linear()) {
                boolean rotated = projection == Projection.Q || projection == Projection.K;
                tensor(
                        block + NAMES.get(projection) + ".weight",
                        DecoderTensors.name(layer, DecoderTensors.part(projection) + ".weight"),
                        rotated ? config.headSize() : 0);
            }
        }
    }

    private void tensor(String name, String source, int headSize) {
        List<Integer> shape = DecoderTensors.of(config).get(source);
        if (shape == null) {
            throw new IllegalArgumentException("This model has no tensor " + source + ".");
        }
        file.tensor(name, shape, () -> headSize == 0 ? floats(source) : interleaved(floats(source), shape, headSize));
    }

    private float[] floats(String source) {
        try {
            return checkpoint.tensor(source).floats();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Rotary pairs: the checkpoint keeps a head's first halves before its second ones, llama.cpp each pair together. */
    static float[] interleaved(float[] matrix, List<Integer> shape, int headSize) {
        int columns = shape.get(1);
        int half = headSize / 2;
        float[] turned = new float[matrix.length];
        for (int row = 0; row < shape.get(0); row++) {
            int head = row / headSize;
            int place = row % headSize;
            int to = head * headSize + 2 * (place % half) + place / half;
            System.arraycopy(matrix, row * columns, turned, to * columns, columns);
        }
        return turned;
    }
}
