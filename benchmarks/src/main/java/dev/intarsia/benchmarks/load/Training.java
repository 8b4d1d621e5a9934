package dev.intarsia.benchmarks.load;

import dev.intarsia.benchmarks.worker.WorkerOptions;
import dev.intarsia.benchmarks.worker.Workload;
import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.engine.NativeEngine;
import dev.intarsia.model.example.Example;
import dev.intarsia.model.train.FusedTrainer;
import dev.intarsia.model.train.UserUpdate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Training of all users' adapters, in one fused batch or one user after the other. {@code prepare ROWS} writes the work
 * with so many rows a step, {@code fused ROWS} and {@code single ROWS} do it, {@code memory STEPS} trains on and on.
 */
final class Training implements Workload {
    private static final long SEED = 1;
    private static final int USERS = 32;
    private static final int STEPS = 2;
    private static final int MEMORY_USERS = 2;
    private static final int MEMORY_CHUNK = 50;

    private final LanguageModel model;
    private final FusedTrainer trainer;
    private final Path work;

    Training(WorkerOptions options) throws IOException {
        model = Engine.load(options);
        trainer = new FusedTrainer(model, TrainingWork.Settings.USED.options());
        work = Path.of(options.work());
    }

    @Override
    public Map<String, Object> description() {
        return Map.of(
                "fingerprint",
                model.fingerprint(),
                "users",
                USERS,
                "steps",
                STEPS,
                "summationOrder",
                NativeEngine.summationOrder());
    }

    @Override
    public Map<String, Object> perform(String command, int argument) throws IOException {
        return switch (command) {
            case "prepare" -> prepare(argument);
            case "fused" -> train(argument, true);
            case "single" -> train(argument, false);
            case "memory" -> memory(argument);
            default -> throw new IllegalArgumentException("Training knows no command " + command + ".");
        };
    }

    private Map<String, Object> prepare(int rows) throws IOException {
        int vocabulary = model.config().vocabularySize();
        TrainingWork.random(vocabulary, USERS, STEPS, rows, new SplittableRandom(SEED))
                .write(work, rows);
        TrainingWork.writeFactors(work, model);
        return Map.of();
    }

    private Map<String, Object> train(int rows, boolean fused) throws IOException {
        List<UserUpdate> updates = updates(TrainingWork.read(work, rows));
        long start = System.nanoTime();
        List<AdapterState> trained = new ArrayList<>();
        if (fused) {
            trained.addAll(trainer.train(updates));
        } else {
            updates.forEach(update -> trained.addAll(trainer.train(List.of(update))));
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        double[] norms = trained.stream()
                .mapToDouble(state -> state.adapter().values().norm())
                .toArray();
        return Map.of("seconds", seconds, "steps", USERS * STEPS, "norms", norms);
    }

    private List<UserUpdate> updates(TrainingWork training) {
        List<UserUpdate> updates = new ArrayList<>();
        for (List<List<TrainingWork.Row>> steps : training.users()) {
            List<List<Example>> examples = steps.stream()
                    .map(rows -> rows.stream().map(TrainingWork.Row::example).toList())
                    .toList();
            updates.add(new UserUpdate(AdapterState.zero(model.layout()), examples, updates.size()));
        }
        return updates;
    }

    private Map<String, Object> memory(int steps) {
        SplittableRandom random = new SplittableRandom(SEED);
        return MemoryGrowth.of("steps", steps, Math.min(steps, 10 * MEMORY_CHUNK), some -> trainOn(some, random));
    }

    /** Updates follow one another, each with new rows and from where the last one ended. */
    private void trainOn(int steps, SplittableRandom random) {
        int vocabulary = model.config().vocabularySize();
        List<AdapterState> states = new ArrayList<>();
        for (int done = 0; done < steps; done += MEMORY_CHUNK) {
            int chunk = Math.min(MEMORY_CHUNK, steps - done);
            List<UserUpdate> updates = updates(TrainingWork.random(vocabulary, MEMORY_USERS, chunk, 1, random));
            List<UserUpdate> continued = new ArrayList<>();
            for (int user = 0; user < updates.size(); user++) {
                UserUpdate update = updates.get(user);
                AdapterState from = states.isEmpty() ? update.start() : states.get(user);
                continued.add(new UserUpdate(from, update.steps(), update.seed()));
            }
            states = trainer.train(continued);
        }
    }

    @Override
    public void close() {
        trainer.close();
        model.close();
    }
}
