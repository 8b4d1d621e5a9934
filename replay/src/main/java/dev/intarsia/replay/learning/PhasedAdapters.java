package dev.intarsia.replay.learning;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.oppu.learn.Learner;
import dev.intarsia.oppu.learn.Recipe;
import dev.intarsia.oppu.learn.StateOverlay;
import dev.intarsia.oppu.learn.TrainingEvent;
import dev.intarsia.oppu.update.ReferenceSet;
import dev.intarsia.replay.engine.FlopMeter;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.method.LearnerStates;
import dev.intarsia.replay.method.StorageCost;
import dev.intarsia.replay.method.TrainingEvents;
import dev.intarsia.replay.method.UserAdapters;
import dev.intarsia.replay.source.RecordedEvent;
import java.io.DataInput;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Own adapters whose recipe changes at given events of the stream, as if somebody knew what happens there. */
final class PhasedAdapters implements UserAdapters {
    private final ReplayModel model;
    private final NavigableMap<Integer, Learner> phases = new TreeMap<>();
    private final LearnerStates states;
    private int position;

    /** @param recipes by the number of the first event, from 0, that is learned by them */
    PhasedAdapters(ReplayModel model, NavigableMap<Integer, Recipe> recipes, FlopMeter meter) {
        this.model = model;
        recipes.forEach((from, recipe) -> phases.put(
                from,
                Learner.ofAdapters(
                        recipe,
                        model.model(),
                        ReferenceSet.none(),
                        update -> meter.add(model.flops().training(update)))));
        states = new LearnerStates(model.model().layout(), model.recipe().window());
    }

    @Override
    public void learn(List<RecordedEvent> events) {
        StateOverlay overlay = new StateOverlay(states);
        List<TrainingEvent> arrivals = TrainingEvents.plain(model, events).stream()
                .map(arrival -> TrainingEvents.seeded(model, arrival))
                .toList();
        phases.floorEntry(position++).getValue().learn(arrivals, overlay, user -> true);
        states.take(overlay);
    }

    @Override
    public Optional<Adapter> of(String user) {
        String seeded = model.seeded(user);
        return states.of(seeded).own() == null
                ? Optional.empty()
                : Optional.of(states.adapter(seeded).adapter());
    }

    @Override
    public StorageCost kept() {
        return StorageCost.NOTHING;
    }

    @Override
    public void restore(List<RecordedEvent> learned, DataInput in) {
        throw new UnsupportedOperationException("These adapters are measured in one go.");
    }

    @Override
    public void close() {
        phases.values().forEach(Learner::close);
    }
}
