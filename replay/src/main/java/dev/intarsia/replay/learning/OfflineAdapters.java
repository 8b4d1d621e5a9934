package dev.intarsia.replay.learning;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.model.example.Example;
import dev.intarsia.model.train.FusedTrainer;
import dev.intarsia.model.train.UserUpdate;
import dev.intarsia.oppu.update.SeededDraws;
import dev.intarsia.oppu.update.ShuffledSteps;
import dev.intarsia.replay.engine.FlopMeter;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.method.StorageCost;
import dev.intarsia.replay.method.TrainingEvents;
import dev.intarsia.replay.method.UserAdapters;
import dev.intarsia.replay.source.RecordedEvent;
import java.io.DataInput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Adapters as OPPU trains them (arXiv 2402.04401): all at once, from zero, on the whole history in shuffled rounds, when the
 * last of all users' events has come. Until then nobody has one.
 */
final class OfflineAdapters implements UserAdapters {
    private final ReplayModel model;
    private final FlopMeter meter;
    private final FusedTrainer trainer;
    private final double rowsPerEvent;
    private final Map<String, List<RecordedEvent>> histories = new HashMap<>();
    private final Map<String, Adapter> adapters = new HashMap<>();
    private long left;

    /**
     * @param rowsPerEvent how often an event is trained on, on average
     * @param users who stream
     */
    OfflineAdapters(ReplayModel model, List<StreamedUser> users, double rowsPerEvent, FlopMeter meter) {
        this.model = model;
        this.meter = meter;
        this.trainer = new FusedTrainer(model.model(), model.recipe().training());
        this.rowsPerEvent = rowsPerEvent;
        this.left = users.stream().mapToLong(user -> user.events().size()).sum();
    }

    @Override
    public void learn(List<RecordedEvent> events) {
        events.forEach(event -> histories
                .computeIfAbsent(event.user(), user -> new ArrayList<>())
                .add(event));
        left -= events.size();
        if (left == 0) {
            train();
        }
    }

    private void train() {
        List<String> users = new ArrayList<>();
        List<UserUpdate> updates = new ArrayList<>();
        histories.forEach((user, events) -> {
            List<Example> examples = TrainingEvents.plain(model, events).stream()
                    .map(arrival -> arrival.event().example())
                    .toList();
            int rows = model.recipe().planner().rows();
            int steps = (int) Math.round(rowsPerEvent * examples.size() / rows);
            if (steps > 0) {
                long seed = SeededDraws.seed("offline", model.seeded(user), 1);
                UserUpdate update = new UserUpdate(
                        AdapterState.zero(model.model().layout()),
                        ShuffledSteps.of(examples, steps, rows, new SeededDraws(seed)),
                        seed);
                meter.add(model.flops().training(update));
                users.add(user);
                updates.add(update);
            }
        });
        List<AdapterState> trained = trainer.train(updates);
        for (int i = 0; i < users.size(); i++) {
            adapters.put(users.get(i), trained.get(i).adapter());
        }
    }

    @Override
    public Optional<Adapter> of(String user) {
        return Optional.ofNullable(adapters.get(user));
    }

    @Override
    public StorageCost kept() {
        return new StorageCost((long) Float.BYTES * model.model().layout().size() * adapters.size(), 0);
    }

    @Override
    public void restore(List<RecordedEvent> learned, DataInput in) {
        throw new UnsupportedOperationException("These adapters are measured in one go.");
    }

    @Override
    public void close() {
        trainer.close();
    }
}
