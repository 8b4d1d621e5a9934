package dev.intarsia.trainer.learn;

import dev.intarsia.model.checkpoint.AttentionShape;
import dev.intarsia.model.checkpoint.Checkpoint;
import dev.intarsia.model.checkpoint.DecoderTensors;
import dev.intarsia.model.checkpoint.Dtype;
import dev.intarsia.model.checkpoint.ModelConfig;
import dev.intarsia.model.checkpoint.Rope;
import dev.intarsia.model.engine.EngineOptions;
import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.tokenizer.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A decoder of two small layers with random weights, and its tokenizer. */
public final class TinyModel implements AutoCloseable {
    private final LanguageModel model;
    private final Tokenizer tokenizer;

    public TinyModel(Path directory) throws IOException {
        TinyTokenizer.write(directory);
        writeWeights(directory);
        model = LanguageModel.load(directory, EngineOptions.defaults().withRank(4, 4));
        tokenizer = Tokenizer.open(directory);
    }

    public LanguageModel model() {
        return model;
    }

    public Tokenizer tokenizer() {
        return tokenizer;
    }

    private static void writeWeights(Path directory) throws IOException {
        ModelConfig config = new ModelConfig(
                "llama",
                32,
                64,
                2,
                AttentionShape.plain(4, 2, 8),
                Rope.plain(10_000),
                1e-5,
                TinyTokenizer.VOCABULARY,
                128,
                true,
                1,
                List.of(2));
        Random random = new Random(5);
        Map<String, float[]> tensors = new HashMap<>();
        DecoderTensors.of(config).forEach((name, shape) -> tensors.put(name, values(name, shape, random)));
        Checkpoint.write(directory, config, tensors, Dtype.F32);
    }

    private static float[] values(String name, List<Integer> shape, Random random) {
        float[] values = new float[shape.stream().reduce(1, Math::multiplyExact)];
        if (name.endsWith("norm.weight")) {
            Arrays.fill(values, 1);
        } else {
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (0.2 * random.nextGaussian());
            }
        }
        return values;
    }

    @Override
    public void close() {
        tokenizer.close();
        model.close();
    }
}
