package dev.intarsia.replay.pool;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.oppu.learn.Beneath;
import dev.intarsia.oppu.learn.Learner;
import dev.intarsia.oppu.learn.Rounds;
import dev.intarsia.oppu.learn.StateOverlay;
import dev.intarsia.oppu.learn.TrainedKind;
import dev.intarsia.oppu.learn.TrainingEvent;
import dev.intarsia.oppu.learn.TrainingRule;
import dev.intarsia.oppu.residual.ResidualRule;
import dev.intarsia.oppu.update.LoadLevel;
import dev.intarsia.oppu.update.ReferenceSet;
import dev.intarsia.replay.engine.FlopMeter;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.method.LearnerStates;
import dev.intarsia.replay.method.TrainingEvents;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What users have beyond what is assembled for them: a residual on top of that, an own adapter in its place, or nothing.
 * Trained by the trainer's own learner. Not thread-safe.
 */
public final class ResidualLearning implements AutoCloseable {
    private final ReplayModel model;
    private final ResidualRule how;
    private final TrainingRule whom;
    private final Function<String, Optional<Adapter>> assembled;
    private final Learner learner;
    private final LearnerStates states;
    private final Map<String, String> users = new HashMap<>();

    /**
     * @param model left open
     * @param how residuals are trained; own adapters are trained by the model's recipe
     * @param whom what is trained of which user
     * @param assembled each user's assembled adapter now; empty where nothing is assembled
     * @param meter what is computed is added there
     */
    public ResidualLearning(
            ReplayModel model,
            ResidualRule how,
            TrainingRule whom,
            Function<String, Optional<Adapter>> assembled,
            FlopMeter meter) {
        this.model = requireNonNull(model);
        this.how = requireNonNull(how);
        this.whom = requireNonNull(whom);
        this.assembled = requireNonNull(assembled);
        this.learner = Learner.ofAdapters(
                model.recipe(),
                how.recipe(model.recipe()),
                model.model(),
                ReferenceSet.none(),
                seeded -> beneath(user(seeded)),
                update -> meter.train(update, model.flops()));
        this.states = new LearnerStates(model.model().layout(), model.recipe().window());
    }

    /** A batch in the rounds between which updates of residuals fall due: what is assembled has to follow each of them. */
    Rounds rounds(List<TrainingEvent> arrivals) {
        return Rounds.of(
                arrivals,
                user -> states.of(model.seeded(user)).history(),
                how.recipe(model.recipe()).schedule(),
                model.recipe().window());
    }

    /** Learns from events of which everything is assembled already. */
    public void learn(List<TrainingEvent> arrivals) {
        remember(arrivals);
        StateOverlay overlay = new StateOverlay(states);
        learner.learn(seeded(arrivals), overlay, this::kind, LoadLevel.FULL);
        states.take(overlay);
    }

    /** What the user is answered with; empty for the base model. */
    public Optional<Adapter> of(String user) {
        Optional<Adapter> trained = states.own(model.seeded(user));
        if (trained.isEmpty()) {
            return assembled.apply(user);
        }
        return states.of(model.seeded(user)).hasResidual()
                ? Optional.of(beneath(user).with(trained.get().values()))
                : trained;
    }

    /** Whether the user has a residual or an own adapter. */
    public boolean has(String user) {
        return states.own(model.seeded(user)).isPresent();
    }

    private TrainedKind kind(String seeded, long events) {
        return whom.of(user(seeded), events);
    }

    private String user(String seeded) {
        return users.getOrDefault(seeded, seeded);
    }

    private void remember(List<TrainingEvent> arrivals) {
        arrivals.forEach(arrival -> users.put(model.seeded(arrival.user()), arrival.user()));
    }

    private List<TrainingEvent> seeded(List<TrainingEvent> arrivals) {
        return arrivals.stream()
                .map(arrival -> TrainingEvents.seeded(model, arrival))
                .toList();
    }

    /** Pools of a replay have no assignments to number. */
    private Beneath beneath(String user) {
        return assembled
                .apply(user)
                .map(adapter -> Beneath.of(1, adapter))
                .orElseGet(() -> Beneath.nothing(model.model().layout()));
    }

    /** Bytes of everybody's residuals and own adapters. */
    long bytes() {
        return states.bytes();
    }

    void save(DataOutput out) throws IOException {
        states.write(out);
    }

    /** @param learned everything that had been learned when this was saved */
    void restore(List<TrainingEvent> learned, DataInput in) throws IOException {
        remember(learned);
        states.read(seeded(learned), in);
    }

    @Override
    public void close() {
        learner.close();
    }
}
