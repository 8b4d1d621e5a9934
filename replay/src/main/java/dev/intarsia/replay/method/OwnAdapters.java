package dev.intarsia.replay.method;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.knowledge.Person;
import dev.intarsia.oppu.learn.AdapterVersion;
import dev.intarsia.oppu.learn.Learner;
import dev.intarsia.oppu.learn.Recipe;
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
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One adapter per user (OPPU, arXiv 2402.04401), kept fresh by the trainer's own learner with its own settings. Where the
 * personal part of the prompt stands in training too, an event sees only earlier events.
 */
public final class OwnAdapters implements UserAdapters {
    private final ReplayModel model;
    private final People people;
    private final boolean personalTraining;
    private final NavigableMap<Integer, Learner> learners = new TreeMap<>();
    private final LearnerStates states;
    private int calls;

    /**
     * @param personalTraining whether what {@code people} tell of a user stands before the prompts of training too
     * @param meter what is computed is added there
     */
    OwnAdapters(ReplayModel model, People people, boolean personalTraining, FlopMeter meter) {
        this(model, people, personalTraining, Map.of(0, model.recipe()), meter);
    }

    private OwnAdapters(
            ReplayModel model, People people, boolean personalTraining, Map<Integer, Recipe> recipes, FlopMeter meter) {
        this.model = requireNonNull(model);
        this.people = requireNonNull(people);
        this.personalTraining = personalTraining;
        recipes.forEach((from, recipe) -> learners.put(
                from,
                Learner.ofAdapters(
                        recipe, model.model(), ReferenceSet.none(), update -> meter.train(update, model.flops()))));
        states = new LearnerStates(model.model().layout(), model.recipe().window());
    }

    /**
     * Adapters that are trained with what stands of a user before the prompt, as the trainer does with its
     * {@code knowledge.*}.
     *
     * @param people who are remembered as they learn
     * @param meter what is computed is added there
     */
    public static OwnAdapters personal(ReplayModel model, People people, FlopMeter meter) {
        return new OwnAdapters(model, people, true, meter);
    }

    /**
     * Adapters of users of whom nothing stands before a prompt.
     *
     * @param model left open
     * @param meter what is computed is added there
     */
    public static OwnAdapters plain(ReplayModel model, FlopMeter meter) {
        return phased(model, Map.of(0, model.recipe()), meter);
    }

    /**
     * The same whose recipe changes, as if somebody knew what happens then. What has several recipes cannot be saved.
     *
     * @param recipes by the number of the first call of {@link #learn}, from 0, that follows them; one is for 0
     */
    public static OwnAdapters phased(ReplayModel model, Map<Integer, Recipe> recipes, FlopMeter meter) {
        return new OwnAdapters(
                model, new People(model.task(), model.encoding().tasks(), 0, null), false, recipes, meter);
    }

    @Override
    public void learn(List<RecordedEvent> events) {
        StateOverlay overlay = new StateOverlay(states);
        learners.floorEntry(calls++).getValue().learn(arrivals(events), overlay, user -> true);
        states.take(overlay);
    }

    private List<TrainingEvent> arrivals(List<RecordedEvent> events) {
        if (personalTraining) {
            people.writeProfiles(events.stream().map(RecordedEvent::user).collect(Collectors.toSet()));
        }
        List<TrainingEvent> arrivals = new ArrayList<>();
        for (RecordedEvent event : events) {
            Person person = personalTraining ? people.before(event.user(), event.input()) : Person.NOBODY;
            TrainingEvents.of(model, event, person)
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
    public long driftAt(String user) {
        AdapterVersion own = states.of(model.seeded(user)).own();
        return own == null ? 0 : own.trend().driftAt();
    }

    @Override
    public StorageCost kept() {
        return new StorageCost(states.bytes(), 0);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        if (learners.size() > 1) {
            throw new UnsupportedOperationException("Adapters with several recipes are measured in one go.");
        }
        states.write(out);
    }

    @Override
    public void restore(List<RecordedEvent> learned, DataInput in) throws IOException {
        states.read(arrivals(learned), in);
    }

    @Override
    public void close() {
        learners.values().forEach(Learner::close);
    }
}
