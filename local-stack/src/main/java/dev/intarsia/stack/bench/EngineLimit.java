package dev.intarsia.stack.bench;

import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.example.Example;
import dev.intarsia.model.example.ExampleEncoder;
import dev.intarsia.model.gate.SignatureExtractor;
import dev.intarsia.model.train.FusedTrainer;
import dev.intarsia.model.train.UserUpdate;
import dev.intarsia.tasks.Task;
import dev.intarsia.tasks.movielens.Rating;
import dev.intarsia.trainer.config.TrainerConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * How many events a second the engine could learn from if nothing stood around it: every event's signature and, after as
 * many as the trainer waits for, each user's update with the trainer's own steps and rows, all users in one batch.
 */
final class EngineLimit implements AutoCloseable {
    private final SignatureExtractor signatures;
    private final FusedTrainer trainer;
    private final List<Example> events = new ArrayList<>();
    private final List<UserUpdate> updates = new ArrayList<>();

    /**
     * @param model left open
     * @param histories of the users, at least as long as one step of an update
     */
    EngineLimit(LanguageModel model, TrainerConfig config, Task task, List<List<Rating>> histories) {
        this.signatures = new SignatureExtractor(model, config.signatures().sketch());
        this.trainer = new FusedTrainer(model, config.recipe().training());
        ExampleEncoder encoder =
                new ExampleEncoder(model.tokenizer(), config.model().maxTokens());
        for (List<Rating> history : histories) {
            List<Example> examples =
                    history
                            .subList(
                                    0,
                                    Math.max(
                                            config.update().every(),
                                            config.update().rows()))
                            .stream()
                            .map(rating -> encoder.encode(task, rating.film().input(), rating.stars()))
                            .toList();
            events.addAll(examples.subList(0, config.update().every()));
            List<List<Example>> steps = new ArrayList<>();
            for (int step = 0; step < config.update().steps(); step++) {
                steps.add(examples.subList(0, config.update().rows()));
            }
            updates.add(new UserUpdate(AdapterState.zero(model.layout()), steps, updates.size()));
        }
    }

    /** Measures once: events a second over one update of every user. */
    double measure() {
        long start = System.nanoTime();
        signatures.of(events);
        trainer.train(updates);
        return events.size() / ((System.nanoTime() - start) / 1e9);
    }

    @Override
    public void close() {
        trainer.close();
        signatures.close();
    }
}
