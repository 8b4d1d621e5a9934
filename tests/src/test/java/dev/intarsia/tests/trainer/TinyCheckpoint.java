package dev.intarsia.tests.trainer;

import dev.intarsia.model.checkpoint.AttentionShape;
import dev.intarsia.model.checkpoint.Checkpoint;
import dev.intarsia.model.checkpoint.DecoderTensors;
import dev.intarsia.model.checkpoint.Dtype;
import dev.intarsia.model.checkpoint.ModelConfig;
import dev.intarsia.model.checkpoint.Rope;
import dev.intarsia.model.pretrain.bpe.BytePairVocabulary;
import dev.intarsia.model.pretrain.bpe.TokenizerFile;
import dev.intarsia.model.pretrain.bpe.WordCounts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Writes a base model of two small layers with random weights, and its tokenizer. */
final class TinyCheckpoint {
    private static final int VOCABULARY = 300;

    private TinyCheckpoint() {}

    static Path write(Path directory) throws IOException {
        WordCounts words = new WordCounts();
        words.add("Film: Genres: Action Comedy Rating: The film of the year", 10);
        for (int half = 1; half <= 10; half++) {
            words.add(" " + half / 2.0, 500);
        }
        TokenizerFile.write(
                directory.resolve("tokenizer.json"),
                BytePairVocabulary.learn(words.atLeast(1), VOCABULARY, List.of("<|pad|>", "<|bos|>", "<|eos|>")),
                "<|bos|>");
        ModelConfig config = new ModelConfig(
                "llama",
                32,
                64,
                2,
                AttentionShape.plain(4, 2, 8),
                Rope.plain(10_000),
                1e-5,
                VOCABULARY,
                128,
                true,
                1,
                List.of(2));
        Random random = new Random(5);
        Map<String, float[]> tensors = new HashMap<>();
        DecoderTensors.of(config).forEach((name, shape) -> tensors.put(name, values(name, shape, random)));
        Checkpoint.write(directory, config, tensors, Dtype.F32);
        return directory;
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
}
