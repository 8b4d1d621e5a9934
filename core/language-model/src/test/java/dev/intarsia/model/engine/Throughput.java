package dev.intarsia.model.engine;

import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.model.checkpoint.AttentionShape;
import dev.intarsia.model.checkpoint.Dtype;
import dev.intarsia.model.checkpoint.ModelConfig;
import dev.intarsia.model.checkpoint.Rope;
import dev.intarsia.model.example.Example;
import dev.intarsia.model.fixture.RandomWeights;
import dev.intarsia.model.gate.SignatureExtractor;
import dev.intarsia.model.train.FusedTrainer;
import dev.intarsia.model.train.TrainingOptions;
import dev.intarsia.model.train.UserUpdate;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A program, not a test: how many rows of about 28 tokens a second the engine scores, takes signatures of and trains on
 * (32 users with 8 rows each), by the clock and by the calling thread's processor time; the best of several rounds.
 */
final class Throughput {
    private static final int ROUNDS = 6;
    private static final int USERS = 32;
    private static final int ROWS = 8;
    private static final ModelConfig CONFIG = new ModelConfig(
            "llama",
            256,
            704,
            6,
            AttentionShape.plain(8, 4, 32),
            Rope.plain(10000),
            1e-5,
            4096,
            512,
            true,
            1,
            List.of(2));

    private Throughput() {}

    public static void main(String[] arguments) throws IOException {
        Path directory = Files.createTempDirectory("throughput");
        Random random = new Random(1);
        RandomWeights.write(directory, CONFIG, 1, 0.04, Dtype.BF16);
        for (Precision precision : List.of(Precision.FP32, Precision.BF16)) {
            EngineOptions options = EngineOptions.defaults().withPrecision(precision);
            try (LanguageModel model = LanguageModel.load(directory, options)) {
                measure(model, random);
            }
        }
    }

    private static void measure(LanguageModel model, Random random) {
        List<Example> rows = new ArrayList<>();
        for (int i = 0; i < USERS * ROWS; i++) {
            int[] tokens = random.ints(22 + random.nextInt(14), 0, 4096).toArray();
            rows.add(new Example(tokens, tokens.length - 2));
        }
        LossPass losses = new LossPass(model);
        measure(model, "losses of the base", () -> losses.losses(rows, Collections.nCopies(rows.size(), null)));
        try (SignatureExtractor extractor = new SignatureExtractor(model, 256)) {
            measure(model, "signatures", () -> extractor.of(rows));
        }
        List<UserUpdate> updates = new ArrayList<>();
        for (int user = 0; user < USERS; user++) {
            List<Example> own = rows.subList(user * ROWS, (user + 1) * ROWS);
            updates.add(new UserUpdate(AdapterState.zero(model.layout()), List.of(own), user));
        }
        try (FusedTrainer trainer = new FusedTrainer(model, TrainingOptions.defaults())) {
            measure(model, "one training step", () -> trainer.train(updates));
        }
    }

    private static void measure(LanguageModel model, String what, Runnable work) {
        work.run();
        double wall = Double.POSITIVE_INFINITY;
        double processor = Double.POSITIVE_INFINITY;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            long used = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            work.run();
            wall = Math.min(wall, System.nanoTime() - start);
            processor = Math.min(processor, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - used);
        }
        System.out.printf(
                "%s, %s: %.0f rows/s; %.0f per second of the calling thread%n",
                model.options().precision(), what, USERS * ROWS * 1e9 / wall, USERS * ROWS * 1e9 / processor);
    }
}
