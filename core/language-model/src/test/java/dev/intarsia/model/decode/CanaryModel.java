package dev.intarsia.model.decode;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.AdapterValues;
import dev.intarsia.model.adapter.ModuleShape;
import dev.intarsia.model.adapter.SharedA;
import dev.intarsia.model.checkpoint.AttentionShape;
import dev.intarsia.model.checkpoint.Checkpoint;
import dev.intarsia.model.checkpoint.DecoderTensors;
import dev.intarsia.model.checkpoint.Dtype;
import dev.intarsia.model.checkpoint.ModelConfig;
import dev.intarsia.model.checkpoint.Rope;
import dev.intarsia.model.engine.EngineOptions;
import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.fixture.RandomWeights;
import dev.intarsia.model.fixture.TinyTokenizer;
import dev.intarsia.model.tokenizer.Tokenizer;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.module.Projection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A decoder whose adapters can be written down: each makes one token of its own win everywhere.
 *
 * <p>The first number of every embedding is large, so A x is nearly the same vector for all tokens and B turns it into
 * a chosen value. The last layer's o is the identity and attention's weights sum to one, so that value is added as it is,
 * and it is the chosen token's row of the head. Without an adapter that first number keeps the tokens away.
 */
final class CanaryModel implements AutoCloseable {
    static final int CONTEXT = 128;
    static final int CANARIES = 24;
    /** Tokens from here on are canaries; prompts are made of the ones before. */
    static final int FIRST_CANARY = 320 - CANARIES;

    private static final int WIDTH = 32;
    private static final int RANK = 4;
    private static final float CONSTANT = 10;
    private static final double LOUD = 100;

    private final LanguageModel model;
    private final Tokenizer tokenizer;
    private final float[] head;

    CanaryModel(Path directory) throws IOException {
        ModelConfig config = new ModelConfig(
                "llama",
                WIDTH,
                64,
                2,
                AttentionShape.plain(4, 4, 8),
                Rope.plain(10_000),
                1e-5,
                320,
                CONTEXT,
                false,
                1,
                List.of(2));
        Map<String, float[]> tensors = RandomWeights.of(config, 11, 0.1);
        head = tensors.get(DecoderTensors.HEAD);
        for (int i = 0; i < head.length; i++) {
            head[i] *= 10;
        }
        for (int token = 0; token < 320; token++) {
            tensors.get(DecoderTensors.EMBEDDING)[token * WIDTH] = CONSTANT;
            head[token * WIDTH] = token < FIRST_CANARY ? 0 : -3;
        }
        tensors.put(DecoderTensors.name(1, "self_attn.o_proj.weight"), identity());
        TinyTokenizer.FILMS.write(directory);
        Checkpoint.write(directory, config, tensors, Dtype.F32);
        model = LanguageModel.load(directory, EngineOptions.defaults().withRank(RANK, RANK));
        tokenizer = Tokenizer.open(directory);
    }

    LanguageModel model() {
        return model;
    }

    DecodeLoop loop(DecodeOptions options) {
        return new DecodeLoop(model, tokenizer, options);
    }

    /** The token that this adapter makes win. */
    static int canary(int number) {
        return FIRST_CANARY + number;
    }

    /** The adapter whose B at the last v is the canary's row of the head times the direction of A's first column. */
    Adapter adapter(int number) {
        AdapterLayout layout = model.layout();
        float[] all = new float[layout.size()];
        ModuleId last = new ModuleId(1, Projection.V);
        ModuleShape shape = layout.require(last);
        float[] a = SharedA.of(model.fingerprint(), last, RANK, shape.inputs());
        double square = 0;
        for (int k = 0; k < RANK; k++) {
            square += a[k * WIDTH] * a[k * WIDTH];
        }
        int offset = layout.offset(last);
        for (int out = 0; out < WIDTH; out++) {
            for (int k = 0; k < RANK; k++) {
                double along = a[k * WIDTH] / square / Math.sqrt(WIDTH);
                all[offset + out * RANK + k] = (float) (LOUD * head[canary(number) * WIDTH + out] * along);
            }
        }
        return Adapter.of(AdapterValues.of(layout, all));
    }

    @Override
    public void close() {
        tokenizer.close();
        model.close();
    }

    private static float[] identity() {
        float[] identity = new float[WIDTH * WIDTH];
        for (int i = 0; i < WIDTH; i++) {
            identity[i * WIDTH + i] = 1;
        }
        return identity;
    }
}
