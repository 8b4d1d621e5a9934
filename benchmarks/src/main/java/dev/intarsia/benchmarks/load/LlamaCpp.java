package dev.intarsia.benchmarks.load;

import de.kherud.llama.InferenceParameters;
import de.kherud.llama.LlamaIterator;
import de.kherud.llama.LlamaModel;
import de.kherud.llama.ModelParameters;
import de.kherud.llama.args.CacheType;
import dev.intarsia.benchmarks.worker.WorkerOptions;
import dev.intarsia.benchmarks.worker.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The same texts by llama.cpp, in its server's slots with continuous batching. {@code decode TEXTS} and {@code greedy
 * TOKENS} do what {@link Serving} does.
 */
final class LlamaCpp implements Workload {
    /** How long a text is that is generated for its speed. */
    static final int TOKENS = 64;

    private static final int CAPACITY = 256;

    private final LlamaModel model;
    private int asked;

    LlamaCpp(WorkerOptions options) {
        model = new LlamaModel(new ModelParameters()
                .setModel(options.model())
                .setThreads(options.threads())
                .setThreadsBatch(options.threads())
                .setParallel(options.slots())
                .setCtxSize(options.slots() * CAPACITY)
                .setCacheTypeK(CacheType.F32)
                .setCacheTypeV(CacheType.F32)
                .setGpuLayers(0)
                .disableLog());
    }

    @Override
    public Map<String, Object> perform(String command, int argument) {
        return switch (command) {
            case "decode" -> decode(argument);
            case "greedy" -> greedy(argument);
            default -> throw new IllegalArgumentException("llama.cpp is not asked for " + command + ".");
        };
    }

    /** One thread reads all texts in turn: the binding wakes every waiting thread at every token, which costs it more. */
    private Map<String, Object> decode(int texts) {
        long start = System.nanoTime();
        List<LlamaIterator> running = new ArrayList<>();
        for (int i = 0; i < texts; i++) {
            running.add(model.generate(request(asked++, TOKENS)).iterator());
        }
        while (!running.isEmpty()) {
            running.forEach(LlamaIterator::next);
            running.removeIf(text -> !text.hasNext());
        }
        return Map.of("seconds", (System.nanoTime() - start) / 1e9, "tokens", texts * TOKENS);
    }

    private Map<String, Object> greedy(int tokens) {
        List<String> texts = new ArrayList<>();
        List<Integer> lengths = new ArrayList<>();
        for (int i = 0; i < Prompts.TEXTS.size(); i++) {
            texts.add(model.complete(request(i, tokens)));
            // Without the beginning-of-sequence token, which is put before them.
            lengths.add(1 + model.encode(Prompts.TEXTS.get(i)).length);
        }
        return Map.of("texts", texts, "promptTokens", lengths);
    }

    private static InferenceParameters request(int prompt, int tokens) {
        return new InferenceParameters(Prompts.TEXTS.get(prompt % Prompts.TEXTS.size()))
                .setNPredict(tokens)
                .setTemperature(0)
                .setCachePrompt(false)
                .setIgnoreEos(true);
    }

    @Override
    public void close() {
        model.close();
    }
}
