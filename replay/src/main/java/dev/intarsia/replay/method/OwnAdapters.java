package dev.intarsia.replay.method;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.oppu.learn.Learner;
import dev.intarsia.oppu.learn.StateOverlay;
import dev.intarsia.oppu.learn.TrainingEvent;
import dev.intarsia.oppu.update.ReferenceSet;
import dev.intarsia.replay.engine.FlopMeter;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.prompt.People;
import dev.intarsia.replay.source.RecordedEvent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One adapter per user (OPPU, arXiv 2402.04401), kept fresh by the trainer's own learner with its own settings. The
 * personal part of the prompt is the same in training, where an event sees only earlier events, and in answering.
 */
public final class OwnAdapters implements UserAdapters {
    private final ReplayModel model;
    private final People people;
    private final Learner learner;
    private final LearnerStates states;

    /** @param meter what is computed is added there */
    OwnAdapters(ReplayModel model, People people, FlopMeter meter) {
        this.model = requireNonNull(model);
        this.people = requireNonNull(people);
        learner = Learner.ofAdapters(
                model.recipe(), model.model(), ReferenceSet.none(), update -> meter.train(update, model.flops()));
        states = new LearnerStates(model.model().layout(), model.recipe().window());
    }

    /**
     * Adapters of users of whom nothing stands before a prompt.
     *
     * @param model left open
     * @param meter what is computed is added there
     */
    public static OwnAdapters plain(ReplayModel model, FlopMeter meter) {
        return new OwnAdapters(model, new People(model.task(), model.encoding().tasks(), 0, null), meter);
    }

    @Override
    public void learn(List<RecordedEvent> events) {
        StateOverlay overlay = new StateOverlay(states);
        learner.learn(arrivals(events), overlay, user -> true);
        states.take(overlay);
    }

    private List<TrainingEvent> arrivals(List<RecordedEvent> events) {
        people.writeProfiles(events.stream().map(RecordedEvent::user).collect(Collectors.toSet()));
        List<TrainingEvent> arrivals = new ArrayList<>();
        for (RecordedEvent event : events) {
            TrainingEvents.of(model, event, people.before(event.user(), event.input()))
                    .ifPresent(arrival -> arrivals.add(TrainingEvents.seeded(model, arrival)));
            people.remember(event);
        }
        return arrivals;
    }

    @Override
    public Optional<Adapter> of(String user) {
        return states.own(model.seeded(user));
    }

    @Override
    public StorageCost kept() {
        return new StorageCost(states.bytes(), 0);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        states.write(out);
    }

    @Override
    public void restore(List<RecordedEvent> learned, DataInput in) throws IOException {
        states.read(arrivals(learned), in);
    }

    @Override
    public void close() {
        learner.close();
    }
}
