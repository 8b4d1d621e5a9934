package dev.intarsia.gateway;

import dev.intarsia.gateway.config.GatewayConfig;
import dev.intarsia.gateway.generate.GenerationConfig;
import dev.intarsia.gateway.generate.PrefixCacheOwners;
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
        LanguageModel model, Tokenizer tokenizer, GenerationConfig manner, DecodeLoop loop, PrefixCacheOwners kept)
        implements AutoCloseable {
    /** @throws IOException when a file beside the model's weights is malformed */
    static RunningModel start(GatewayConfig config, LanguageModel model, Tokenizer tokenizer) throws IOException {
        GenerationConfig manner = GenerationConfig.read(config.model().path());
        DecodeLoop loop = new DecodeLoop(model, tokenizer, options(config.generation(), model));
        return new RunningModel(model, tokenizer, manner, loop, new PrefixCacheOwners(loop));
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
