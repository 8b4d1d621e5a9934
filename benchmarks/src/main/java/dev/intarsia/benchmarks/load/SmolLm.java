package dev.intarsia.benchmarks.load;

import dev.intarsia.benchmarks.worker.ResidentMemory;
import dev.intarsia.benchmarks.worker.WorkerOptions;
import dev.intarsia.benchmarks.worker.Workload;
import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.engine.SlotDecoder;
import dev.intarsia.model.engine.SlotRow;
import dev.intarsia.model.example.Example;
import dev.intarsia.model.train.FusedTrainer;
import dev.intarsia.model.train.UserUpdate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A model of another size, without a tokenizer. {@code train USERS} takes one step with two rows for each, {@code
 * decode TEXTS} decodes so many at once, each with its own adapter.
 */
final class SmolLm implements Workload {
    private static final int ROWS = 2;
    private static final int PROMPT = 16;
    private static final int TOKENS = 16;

    private final LanguageModel model;
    private final FusedTrainer trainer;
    private final List<Adapter> adapters;

    SmolLm(WorkerOptions options) throws IOException {
        model = Engine.load(options);
        trainer = new FusedTrainer(model, TrainingWork.Settings.USED.options());
        adapters = Engine.adapters(model.layout(), options.slots());
    }

    @Override
    public Map<String, Object> description() {
        return Map.of("adapterNumbers", model.layout().size(), "loadedMib", ResidentMemory.trimmedMib());
    }

    @Override
    public Map<String, Object> perform(String command, int argument) {
        return switch (command) {
            case "train" -> train(argument);
            case "decode" -> decode(argument);
            default -> throw new IllegalArgumentException("There is no command " + command + ".");
        };
    }

    private Map<String, Object> train(int users) {
        TrainingWork work =
                TrainingWork.random(model.config().vocabularySize(), users, 1, ROWS, new SplittableRandom(1));
        List<UserUpdate> updates = new ArrayList<>();
        int tokens = 0;
        for (List<List<TrainingWork.Row>> steps : work.users()) {
            List<Example> rows =
                    steps.get(0).stream().map(TrainingWork.Row::example).toList();
            tokens += rows.stream().mapToInt(row -> row.tokens().length).sum();
            updates.add(new UserUpdate(AdapterState.zero(model.layout()), List.of(rows), updates.size()));
        }
        long start = System.nanoTime();
        List<AdapterState> trained = trainer.train(updates);
        double seconds = (System.nanoTime() - start) / 1e9;
        boolean finite =
                trained.stream().allMatch(state -> state.adapter().values().finite());
        return Map.of("seconds", seconds, "tokens", tokens, "rows", users * ROWS, "finite", finite);
    }

    private Map<String, Object> decode(int texts) {
        SplittableRandom random = new SplittableRandom(2);
        int blocks = (PROMPT + TOKENS) / SlotDecoder.BLOCK + 1;
        try (SlotDecoder decoder = new SlotDecoder(model, texts, texts * blocks)) {
            List<SlotRow> rows = new ArrayList<>();
            for (int slot = 0; slot < texts; slot++) {
                decoder.assign(slot, adapters.get(slot));
                int first = 1 + slot * blocks;
                int[] prompt =
                        random.ints(PROMPT, 0, model.config().vocabularySize()).toArray();
                rows.add(new SlotRow(
                        slot, 0, prompt, IntStream.range(first, first + blocks).toArray()));
            }
            float[][] logits = decoder.read(rows);
            long start = System.nanoTime();
            for (int i = 1; i < TOKENS; i++) {
                rows = following(rows, logits);
                logits = decoder.step(rows);
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            return Map.of("seconds", seconds, "tokens", texts * (TOKENS - 1));
        }
    }

    private static List<SlotRow> following(List<SlotRow> rows, float[][] logits) {
        return rows.stream()
                .map(row -> new SlotRow(
                        row.slot(),
                        row.start() + row.tokens().length,
                        new int[] {likeliest(logits[row.slot()])},
                        row.blocks()))
                .toList();
    }

    private static int likeliest(float[] logits) {
        int best = 0;
        for (int i = 1; i < logits.length; i++) {
            best = logits[i] > logits[best] ? i : best;
        }
        return best;
    }

    @Override
    public void close() {
        trainer.close();
        model.close();
    }
}
