package dev.intarsia.model.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.intarsia.model.checkpoint.ModelConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Settles {@link Precision#AUTO} by timing one of the model's own products in both types. */
final class PrecisionChoice {
    private static final Logger log = LoggerFactory.getLogger(PrecisionChoice.class);
    private static final int TOKENS = 512;
    private static final int ROUNDS = 7;

    /** bf16 costs accuracy, so a small gain is none. */
    private static final double WORTHWHILE = 1.2;

    private PrecisionChoice() {}

    static Precision of(Precision wanted, NDManager manager, ModelConfig config, Products products) {
        if (wanted != Precision.AUTO) {
            return wanted;
        }
        double fp32 = fastest(Precision.FP32, manager, config, products);
        double bf16 = fastest(Precision.BF16, manager, config, products);
        log.info("One product takes {} µs in fp32 and {} µs in bf16", Math.round(fp32 / 1e3), Math.round(bf16 / 1e3));
        return fp32 > WORTHWHILE * bf16 ? Precision.BF16 : Precision.FP32;
    }

    /** The shortest of several rounds: another program's load only ever makes a round longer. */
    private static double fastest(Precision precision, NDManager parent, ModelConfig config, Products products) {
        try (NDManager manager = parent.newSubManager();
                Script script = DecoderScript.withoutAdapters(config, precision, products)
                        .load(manager)) {
            NDArray x = manager.ones(new Shape(TOKENS, config.hiddenSize()));
            NDArray wide = manager.ones(new Shape(config.hiddenSize(), config.intermediateSize()));
            NDArray w = script.call("narrowed", new NDList(wide)).get(0);
            double best = Double.POSITIVE_INFINITY;
            for (int round = 0; round < ROUNDS; round++) {
                long start = System.nanoTime();
                // A GPU is only done with it when a number is there.
                script.call("lin", new NDList(x, w)).get(0).getFloat(0, 0);
                best = Math.min(best, System.nanoTime() - start);
            }
            return best;
        }
    }
}
