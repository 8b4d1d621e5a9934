package dev.intarsia.gateway;

import dev.intarsia.gateway.config.GatewayConfig;
import dev.intarsia.gateway.generate.CheckpointManner;
import dev.intarsia.gateway.generate.KeptPrompts;
import dev.intarsia.model.decode.DecodeLoop;
import dev.intarsia.model.decode.DecodeOptions;
import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.tokenizer.Tokenizer;
import java.io.IOException;

/**
 * The base model with its decode loop. Closing it ends the loop; model and tokenizer stay the caller's.
 *
 * @param kept what the loop keeps for users
 */
record RunningModel(
        LanguageModel model, Tokenizer tokenizer, CheckpointManner manner, DecodeLoop loop, KeptPrompts kept)
        implements AutoCloseable {

    /** @throws IOException when a file beside the model's weights is malformed */
    static RunningModel start(GatewayConfig config, LanguageModel model, Tokenizer tokenizer) throws IOException {
        CheckpointManner manner = CheckpointManner.read(config.model().path());
        DecodeLoop loop = new DecodeLoop(model, tokenizer, options(config.generation(), model));
        return new RunningModel(model, tokenizer, manner, loop, new KeptPrompts(loop));
    }

    private static DecodeOptions options(GatewayConfig.Generation generation, LanguageModel model) {
        int most = model.config().contextLength();
        int context = generation.context() == 0 ? most : Math.min(generation.context(), most);
        return new DecodeOptions(
                generation.slots(),
                context,
                generation.queue(),
                generation.prefillTokens(),
                generation.cacheBytes(),
                generation.reuse());
    }

    @Override
    public void close() {
        loop.close();
    }
}
