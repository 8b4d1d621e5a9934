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

/** Generates texts, many at once. */
final class TextGeneration implements AutoCloseable {
    private static final int SLOTS = 16;

    private final DecodeLoop loop;
    private final SamplingOptions sampling;
    private final long seed;

    /**
     * @param capacity tokens of the longest text with its prompt
     * @param sampling how tokens are picked; its seed is not used
     * @param seed mixed into the seed of every text
     */
    TextGeneration(LanguageModel model, int capacity, SamplingOptions sampling, long seed) {
        loop = new DecodeLoop(
                model, model.tokenizer(), new DecodeOptions(SLOTS, capacity, Integer.MAX_VALUE / 2, 4 * capacity));
        this.sampling = requireNonNull(sampling);
        this.seed = seed;
    }

    /** One text that was generated, and of how many tokens. */
    record Text(String text, int tokens) {}

    /** The texts in the order of their prompts. */
    List<Text> generate(List<String> keys, List<PromptRow> rows, int maxTokens) {
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
        loop.submit(requests);
        return texts.stream().map(CompletableFuture::join).toList();
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
        loop.close();
    }
}
