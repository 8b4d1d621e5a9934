package dev.intarsia.replay.engine;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.decode.DecodeLoop;
import dev.intarsia.model.decode.DecodeOptions;
import dev.intarsia.model.decode.GenerationEvent;
import dev.intarsia.model.decode.GenerationRequest;
import dev.intarsia.model.decode.SamplingOptions;
import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.score.PromptRow;
import dev.intarsia.oppu.update.SeededDraws;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Generates texts, many at once. Nothing is set up before the first is asked for. */
public final class TextGeneration implements AutoCloseable {
    private static final int SLOTS = 16;

    private final LanguageModel model;
    private final FlopCount flops;
    private final int longestPrompt;
    private final SamplingOptions sampling;
    private final long seed;
    private int capacity;
    private @Nullable DecodeLoop loop;

    /**
     * @param longestPrompt in tokens; a text's own come on top, as far as the model's context goes
     * @param sampling how tokens are picked; its seed is not used
     * @param seed mixed into the seed of every text
     */
    TextGeneration(LanguageModel model, FlopCount flops, int longestPrompt, SamplingOptions sampling, long seed) {
        this.model = requireNonNull(model);
        this.flops = requireNonNull(flops);
        this.longestPrompt = longestPrompt;
        this.sampling = requireNonNull(sampling);
        this.seed = seed;
    }

    /** One text that was generated, and of how many tokens. */
    private record Text(String text, int tokens) {}

    /**
     * The texts in the order of their prompts.
     *
     * @param keys one per prompt: with the replay's seed they make each text's own
     * @param maxTokens of each text
     * @param meter what is computed is added there
     */
    public List<String> generate(List<String> keys, List<PromptRow> rows, int maxTokens, FlopMeter meter) {
        List<GenerationRequest> requests = new ArrayList<>();
        List<CompletableFuture<Text>> texts = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            CompletableFuture<Text> text = new CompletableFuture<>();
            StringBuilder soFar = new StringBuilder();
            texts.add(text);
            requests.add(new GenerationRequest(
                    rows.get(i).prompt(),
                    rows.get(i).adapter(),
                    sampling.withSeed(SeededDraws.seed("text", keys.get(i), seed)),
                    List.of(),
                    maxTokens,
                    OptionalInt.empty(),
                    event -> hear(event, soFar, text)));
        }
        loop(maxTokens).submit(requests);
        List<String> generated = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Text text = texts.get(i).join();
            PromptRow row = rows.get(i);
            meter.add(flops.generation(row.prompt().length, text.tokens(), row.adapter() != null));
            generated.add(text.text());
        }
        return generated;
    }

    /** With room for so many tokens; set up anew where more are asked for than ever before. */
    private DecodeLoop loop(int maxTokens) {
        int needed = Math.min(longestPrompt + maxTokens, model.config().contextLength());
        DecodeLoop open = loop;
        if (open == null || needed > capacity) {
            close();
            open = new DecodeLoop(
                    model, model.tokenizer(), new DecodeOptions(SLOTS, needed, Integer.MAX_VALUE / 2, 4 * needed));
            loop = open;
            capacity = needed;
        }
        return open;
    }

    private static void hear(GenerationEvent event, StringBuilder soFar, CompletableFuture<Text> text) {
        if (event instanceof GenerationEvent.Delta delta) {
            soFar.append(delta.text());
        } else if (event instanceof GenerationEvent.Finished finished) {
            text.complete(new Text(soFar.toString().strip(), finished.generatedTokens()));
        } else if (event instanceof GenerationEvent.Failed failed) {
            text.completeExceptionally(failed.cause());
        }
    }

    @Override
    public void close() {
        if (loop != null) {
            loop.close();
            loop = null;
        }
    }
}
