package dev.intarsia.tests.checkpoint;

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

/** A checkpoint of two small layers with random weights and a vocabulary of 320 tokens. */
public final class TinyCheckpoint {

    public static final int CONTEXT = 4096;
    /** Ends a sequence. */
    public static final int END = 2;

    private static final ModelConfig CONFIG = new ModelConfig(
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
            List.of(END));

    private TinyCheckpoint() {}

    public static Path write(Path directory) throws IOException {
        WordCounts words = new WordCounts();
        words.add("Film: The Matrix (1999)\nGenres: Action, Sci-Fi, Thriller\nRating: 4.5 User: Assistant:", 10);
        for (int half = 1; half <= 10; half++) {
            words.add(" " + half / 2.0, 500);
        }
        BytePairVocabulary vocabulary =
                BytePairVocabulary.learn(words.atLeast(1), 320, List.of("<|pad|>", "<|bos|>", "<|eos|>"));
        TokenizerFile.write(directory.resolve("tokenizer.json"), vocabulary, "<|bos|>");
        Random random = new Random(5);
        Map<String, float[]> tensors = new HashMap<>();
        DecoderTensors.of(CONFIG).forEach((name, shape) -> tensors.put(name, values(name, shape, random)));
        Checkpoint.write(directory, CONFIG, tensors, Dtype.F32);
        return directory;
    }

    private static float[] values(String name, List<Integer> shape, Random random) {
        float[] values = new float[shape.stream().reduce(1, Math::multiplyExact)];
        if (name.contains("norm")) {
            Arrays.fill(values, 1);
            return values;
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (0.3 * random.nextGaussian());
        }
        return values;
    }
}
