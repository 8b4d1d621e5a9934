package dev.intarsia.benchmarks.load;

import dev.intarsia.model.checkpoint.AttentionShape;
import dev.intarsia.model.checkpoint.Checkpoint;
import dev.intarsia.model.checkpoint.DecoderTensors;
import dev.intarsia.model.checkpoint.Dtype;
import dev.intarsia.model.checkpoint.ModelConfig;
import dev.intarsia.model.checkpoint.Rope;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A checkpoint of the published shape of SmolLM-135M with random weights: real in size and speed, not in what it says. */
final class SmolLmShape {
    private static final double SIZE = 0.04;

    private SmolLmShape() {}

    private static ModelConfig config(int layers) {
        return new ModelConfig(
                "llama",
                576,
                1536,
                layers,
                AttentionShape.plain(9, 3, 64),
                Rope.plain(10000),
                1e-5,
                49152,
                2048,
                true,
                0,
                List.of(0));
    }

    /** @param layers 30 in the published shape */
    static Map<String, Object> write(Path folder, int layers) throws IOException {
        ModelConfig config = config(layers);
        SplittableRandom random = new SplittableRandom(1);
        Map<String, float[]> tensors = new HashMap<>();
        long weights = 0;
        for (Map.Entry<String, List<Integer>> tensor : DecoderTensors.of(config).entrySet()) {
            List<Integer> shape = tensor.getValue();
            float[] values = new float[shape.stream().reduce(1, Math::multiplyExact)];
            for (int i = 0; i < values.length; i++) {
                values[i] = shape.size() == 1 ? 1 : (float) ((2 * random.nextDouble() - 1) * SIZE);
            }
            weights += values.length;
            tensors.put(tensor.getKey(), values);
        }
        Checkpoint.write(folder, config, tensors, Dtype.BF16);
        return Map.of("weights", weights);
    }
}
