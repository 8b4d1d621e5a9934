package dev.intarsia.benchmarks.load;

import dev.intarsia.benchmarks.worker.WorkerOptions;
import dev.intarsia.benchmarks.worker.Workload;
import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.decode.DecodeLoop;
import dev.intarsia.model.decode.DecodeOptions;
import dev.intarsia.model.decode.GenerationRequest;
import dev.intarsia.model.decode.SamplingOptions;
import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.engine.NativeEngine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Generates texts through the decode loop. {@code decode TEXTS} generates that many texts concurrently, {@code stream
 * REQUESTS} requests that many short texts of all registered users in turn, {@code memory REQUESTS} runs for a long
 * time, and {@code greedy TOKENS} continues every prompt with the base model.
 */
final class Serving implements Workload {
    private static final int CAPACITY = 256;
    private static final int PREFILL = 2048;
    private static final int QUEUE = 4096;
    private static final int SHORT = 16;

    /** The users who ask are spread over all that are registered. */
    private static final int STRIDE = 997;

    private final LanguageModel model;
    private final List<Adapter> adapters;
    private final DecodeLoop loop;
    private final SamplingOptions endless;
    private int asked;

    Serving(WorkerOptions options) throws IOException {
        model = Engine.load(options);
        adapters = Engine.adapters(model.layout(), options.adapters());
        adapters.forEach(Adapter::digest);
        // Prompts are read anew each time, here as in llama.cpp.
        DecodeOptions bounds = new DecodeOptions(options.slots(), CAPACITY, QUEUE, PREFILL).withReuse(false);
        loop = new DecodeLoop(model, model.tokenizer(), bounds);
        // Every text gets its full length, on all sides.
        endless = SamplingOptions.GREEDY.withLogitBias(Map.of(model.tokenizer().eos(), -1e9));
    }

    @Override
    public Map<String, Object> description() {
        return Map.of("adapters", adapters.size(), "summationOrder", NativeEngine.summationOrder());
    }

    @Override
    public Map<String, Object> perform(String command, int argument) throws InterruptedException {
        return switch (command) {
            case "decode" -> timed(argument, LlamaCpp.TOKENS);
            case "stream" -> timed(argument, SHORT);
            case "memory" ->
                MemoryGrowth.of(
                        "requests", argument, Math.max(2 * loop.options().slots(), argument / 10), this::ask);
            case "greedy" -> greedy(argument);
            default -> throw new IllegalArgumentException("Serving knows no command " + command + ".");
        };
    }

    private Map<String, Object> timed(int texts, int tokens) throws InterruptedException {
        long start = System.nanoTime();
        int generated = generate(texts, tokens);
        return Map.of("seconds", (System.nanoTime() - start) / 1e9, "tokens", generated);
    }

    private int generate(int texts, int tokens) throws InterruptedException {
        List<LoadTexts> heard = new ArrayList<>();
        List<GenerationRequest> requests = new ArrayList<>();
        for (int i = 0; i < texts; i++) {
            heard.add(new LoadTexts());
            requests.add(request(asked, next(), tokens, OptionalInt.empty(), heard.get(i)));
        }
        loop.submit(requests);
        int generated = 0;
        for (LoadTexts text : heard) {
            generated += text.tokens();
        }
        return generated;
    }

    private @Nullable Adapter next() {
        int user = asked++;
        return adapters.isEmpty() ? null : adapters.get((int) ((long) user * STRIDE % adapters.size()));
    }

    private GenerationRequest request(
            int prompt, @Nullable Adapter adapter, int tokens, OptionalInt alternatives, LoadTexts listener) {
        int[] encoded = model.tokenizer().prompt(Prompts.TEXTS.get(prompt % Prompts.TEXTS.size()));
        return new GenerationRequest(encoded, adapter, endless, List.of(), tokens, alternatives, listener);
    }

    private Map<String, Object> greedy(int tokens) throws InterruptedException {
        List<String> texts = new ArrayList<>();
        List<List<Double>> logProbabilities = new ArrayList<>();
        List<Integer> lengths = new ArrayList<>();
        for (int i = 0; i < Prompts.TEXTS.size(); i++) {
            LoadTexts text = new LoadTexts();
            GenerationRequest request = request(i, null, tokens, OptionalInt.of(0), text);
            loop.submit(request);
            text.tokens();
            texts.add(text.text());
            logProbabilities.add(text.logProbabilities());
            lengths.add(request.prompt().length);
        }
        return Map.of("texts", texts, "logProbabilities", logProbabilities, "promptTokens", lengths);
    }

    private void ask(int requests) throws InterruptedException {
        for (int chunk : IntStream.iterate(requests, left -> left > 0, left -> left - 100)
                .map(left -> Math.min(left, 100))
                .toArray()) {
            generate(chunk, SHORT);
        }
    }

    @Override
    public void close() {
        loop.close();
        model.close();
    }
}
