package dev.intarsia.model.decode;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.ModuleShape;
import dev.intarsia.model.checkpoint.AttentionShape;
import dev.intarsia.model.checkpoint.Checkpoint;
import dev.intarsia.model.checkpoint.DecoderTensors;
import dev.intarsia.model.checkpoint.Dtype;
import dev.intarsia.model.checkpoint.ModelConfig;
import dev.intarsia.model.checkpoint.Rope;
import dev.intarsia.model.engine.EngineOptions;
import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.tokenizer.TinyTokenizer;
import dev.intarsia.model.tokenizer.Tokenizer;
import dev.intarsia.pieces.module.ModuleId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A decoder of two small layers with random weights, and its tokenizer. */
final class TinyModel implements AutoCloseable {

    static final int CONTEXT = 128;

    private final LanguageModel model;
    private final Tokenizer tokenizer;

    TinyModel(Path directory) throws IOException {
        ModelConfig config = new ModelConfig(
                "llama",
                32,
                64,
                2,
                AttentionShape.plain(4, 2, 8),
                Rope.plain(10_000),
                1e-5,
                320,
                CONTEXT,
                false,
                1,
                List.of(2));
        Random random = new Random(5);
        Map<String, float[]> tensors = new HashMap<>();
        DecoderTensors.of(config).forEach((name, shape) -> tensors.put(name, values(name, shape, random)));
        TinyTokenizer.write(directory);
        Checkpoint.write(directory, config, tensors, Dtype.F32);
        model = LanguageModel.load(directory, EngineOptions.defaults().withRank(4, 4));
        tokenizer = Tokenizer.open(directory);
    }

    LanguageModel model() {
        return model;
    }

    Tokenizer tokenizer() {
        return tokenizer;
    }

    DecodeLoop loop(int slots, int queue) {
        return new DecodeLoop(model, tokenizer, new DecodeOptions(slots, CONTEXT, queue, 64));
    }

    int[] prompt(String text) {
        int[] tokens = tokenizer.encode(text);
        int[] prompt = new int[tokens.length + 1];
        prompt[0] = tokenizer.bos();
        System.arraycopy(tokens, 0, prompt, 1, tokens.length);
        return prompt;
    }

    /** An adapter so large that it decides what is said. */
    Adapter adapter(long seed) {
        return adapter(seed, 2);
    }

    Adapter adapter(long seed, double scale) {
        Random random = new Random(seed);
        AdapterLayout layout = model.layout();
        Map<ModuleId, byte[]> modules = new HashMap<>();
        for (ModuleShape module : layout.modules()) {
            ByteBuffer bytes = ByteBuffer.allocate(4 * layout.size(module)).order(ByteOrder.LITTLE_ENDIAN);
            while (bytes.hasRemaining()) {
                bytes.putFloat((float) (scale * random.nextGaussian()));
            }
            modules.put(module.id(), bytes.array());
        }
        return Adapter.ofBytes(layout, modules);
    }

    @Override
    public void close() {
        tokenizer.close();
        model.close();
    }

    private static float[] values(String name, List<Integer> shape, Random random) {
        int size = shape.stream().reduce(1, Math::multiplyExact);
        float[] values = new float[size];
        boolean norm = name.contains("norm");
        for (int i = 0; i < size; i++) {
            values[i] = norm ? 1 : (float) (0.3 * random.nextGaussian());
        }
        return values;
    }
}
