package dev.intarsia.replay.learning;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.model.adapter.AdapterValues;
import dev.intarsia.model.example.Example;
import dev.intarsia.model.score.Loss;
import dev.intarsia.model.score.ScoringRow;
import dev.intarsia.model.train.FusedTrainer;
import dev.intarsia.model.train.UserUpdate;
import dev.intarsia.oppu.history.History;
import dev.intarsia.oppu.learn.Recipe;
import dev.intarsia.oppu.learn.TrainingEvent;
import dev.intarsia.oppu.update.SeededDraws;
import dev.intarsia.oppu.update.UpdatePlan;
import dev.intarsia.oppu.update.UpdatePlanner;
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
 * Own adapters by the learner's plans with as many steps at every update, in which a part of an update is left out: likely
 * rows of its steps, or a share of the way that it goes.
 */
final class VariedUpdates implements UserAdapters {
    private final ReplayModel model;
    private final FlopMeter meter;
    private final Recipe recipe;
    private final UpdatePlanner planner;
    private final FusedTrainer trainer;
    private final double likeliest;
    private final double share;
    private final Map<String, Learned> users = new HashMap<>();

    /**
     * @param model whose recipe takes as many steps at every update
     * @param likeliest probability with which the likeliest row is trained on; others are by their loss, those whose loss is not
     *     below the mean of their step in any case; 1 for all rows
     * @param share of the way from the adapter in force to the trained one that is gone, up to 1
     */
    VariedUpdates(ReplayModel model, double likeliest, double share, FlopMeter meter) {
        this.model = model;
        this.meter = meter;
        this.recipe = model.recipe();
        this.planner = recipe.planner();
        this.trainer = new FusedTrainer(model.model(), recipe.training());
        this.likeliest = likeliest;
        this.share = share;
    }

    /**
     * What a user has learned.
     *
     * @param version of the adapter, 0 where there is none
     * @param seen how many events the adapter has seen
     */
    private record Learned(History history, Adapter adapter, long version, long seen) {
        Learned with(History longer) {
            return new Learned(longer, adapter, version, seen);
        }
    }

    @Override
    public void learn(List<RecordedEvent> events) {
        List<String> due = new ArrayList<>();
        for (TrainingEvent arrival : TrainingEvents.plain(model, events)) {
            Learned before = learned(arrival.user());
            History history = before.history().with(List.of(arrival.event()), recipe.window());
            users.put(arrival.user(), before.with(history));
            if (recipe.schedule().due(history.length())) {
                due.add(arrival.user());
            }
        }
        update(due);
    }

    private Learned learned(String user) {
        return users.computeIfAbsent(
                user,
                unknown -> new Learned(History.EMPTY, Adapter.zero(model.model().layout()), 0, 0));
    }

    private void update(List<String> due) {
        List<String> trained = new ArrayList<>();
        List<UpdatePlan> plans = new ArrayList<>();
        List<UserUpdate> updates = new ArrayList<>();
        for (String user : due) {
            Learned now = learned(user);
            planner.plan(model.seeded(user), now.version() + 1, now.history(), now.seen())
                    .ifPresent(plan -> {
                        UserUpdate update =
                                new UserUpdate(AdapterState.start(now.adapter()), steps(user, now, plan), plan.seed());
                        meter.add(model.flops().training(update));
                        trained.add(user);
                        plans.add(plan);
                        updates.add(update);
                    });
        }
        List<AdapterState> results = trainer.train(updates);
        for (int i = 0; i < results.size(); i++) {
            Learned before = learned(trained.get(i));
            UpdatePlan plan = plans.get(i);
            users.put(
                    trained.get(i),
                    new Learned(
                            before.history(),
                            towards(before.adapter(), results.get(i).adapter()),
                            plan.version(),
                            plan.seen()));
        }
    }

    /** The planned steps without some of the rows that the adapter in force finds likely. */
    private List<List<Example>> steps(String user, Learned now, UpdatePlan plan) {
        SeededDraws draws = new SeededDraws(SeededDraws.seed("novel", model.seeded(user), plan.version()));
        List<List<Example>> steps = new ArrayList<>();
        for (List<Long> events : plan.steps()) {
            List<Example> rows = events.stream()
                    .map(event -> now.history().event(event).example())
                    .toList();
            steps.add(likeliest == 1 ? rows : novel(rows, now.adapter(), draws));
        }
        return steps;
    }

    private List<Example> novel(List<Example> rows, Adapter adapter, SeededDraws draws) {
        List<Loss> losses = model.scorer()
                .losses(rows.stream().map(row -> new ScoringRow(row, adapter)).toList());
        double mean = losses.stream().mapToDouble(Loss::mean).average().orElseThrow();
        List<Example> kept = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            double probability = Math.max(likeliest, losses.get(i).mean() / mean);
            if (draws.below(1 << 20) < probability * (1 << 20)) {
                kept.add(rows.get(i));
            }
        }
        return kept;
    }

    private Adapter towards(Adapter from, Adapter to) {
        if (share == 1) {
            return to;
        }
        float[] values = from.values().toArray();
        float[] ends = to.values().toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] += (float) (share * (ends[i] - values[i]));
        }
        return Adapter.of(AdapterValues.of(from.layout(), values));
    }

    @Override
    public Optional<Adapter> of(String user) {
        return Optional.ofNullable(users.get(user))
                .filter(now -> now.version() > 0)
                .map(Learned::adapter);
    }

    @Override
    public StorageCost kept() {
        return new StorageCost((long) Float.BYTES * model.model().layout().size() * users.size(), 0);
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
