package dev.intarsia.replay.pool;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.oppu.learn.AssembledBase;
import dev.intarsia.oppu.learn.Beneath;
import dev.intarsia.oppu.learn.Learner;
import dev.intarsia.oppu.learn.Recipe;
import dev.intarsia.oppu.learn.Rounds;
import dev.intarsia.oppu.learn.StateOverlay;
import dev.intarsia.oppu.learn.TrainingEvent;
import dev.intarsia.oppu.learn.UserSlice;
import dev.intarsia.oppu.residual.ResidualRule;
import dev.intarsia.oppu.update.LoadLevel;
import dev.intarsia.oppu.update.ReferenceSet;
import dev.intarsia.pieces.assemble.PoolRules;
import dev.intarsia.replay.engine.FlopMeter;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.method.LearnerStates;
import dev.intarsia.replay.method.StorageCost;
import dev.intarsia.replay.method.TrainingEvents;
import dev.intarsia.replay.method.UserAdapters;
import dev.intarsia.replay.source.RecordedEvent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Assembled adapters with a small residual of each user's own on top, trained from time to time on the user's own
 * events by the trainer's own learner, as MTA stacks one on merged adapters.
 */
public final class ResidualAdapters implements UserAdapters {
    private final ReplayModel model;
    private final ResidualRule rule;
    private final Recipe recipe;
    private final AssembledAdapters assembled;
    private final Learner learner;
    private final LearnerStates states;
    private final Map<String, String> users = new HashMap<>();

    ResidualAdapters(ReplayModel model, PoolRules rules, ResidualRule rule, SharedPool pool, FlopMeter meter) {
        this.model = model;
        this.rule = rule;
        this.recipe = rule.recipe(model.recipe());
        this.assembled = new AssembledAdapters(model, rules, pool, meter);
        this.learner = Learner.ofResiduals(
                recipe,
                model.model(),
                ReferenceSet.none(),
                seeded -> beneath(users.getOrDefault(seeded, seeded)),
                update -> meter.add(model.flops().training(update)));
        this.states = new LearnerStates(model.model().layout(), recipe.window(), AssembledBase.NONE);
    }

    /**
     * Adapters with a residual that is trained as the trainer does by default, but from the first update that falls due on.
     *
     * @param model left open
     * @param meter what is computed is added there
     */
    public static ResidualAdapters of(ReplayModel model, PoolRules rules, SharedPool pool, FlopMeter meter) {
        return of(model, rules, ResidualRule.DEFAULT.from(0), pool, meter);
    }

    /**
     * The same with another rule of who gets a residual and how it is trained; where it gives none, the assembled adapter
     * answers alone.
     */
    public static ResidualAdapters of(
            ReplayModel model, PoolRules rules, ResidualRule rule, SharedPool pool, FlopMeter meter) {
        return new ResidualAdapters(model, rules, rule, pool, meter);
    }

    @Override
    public void learn(List<RecordedEvent> events) {
        Rounds rounds = Rounds.of(
                TrainingEvents.plain(model, events),
                user -> states.of(model.seeded(user)).history(),
                recipe.schedule(),
                recipe.window());
        for (List<UserSlice> round : rounds.rounds()) {
            List<TrainingEvent> arrivals =
                    round.stream().flatMap(turn -> turn.arrivals().stream()).toList();
            assembled.take(arrivals);
            arrivals.forEach(arrival -> users.put(model.seeded(arrival.user()), arrival.user()));
            StateOverlay overlay = new StateOverlay(states);
            learner.learn(
                    arrivals.stream()
                            .map(arrival -> TrainingEvents.seeded(model, arrival))
                            .toList(),
                    overlay,
                    (user, count) -> rule.of(count),
                    LoadLevel.FULL);
            states.take(overlay);
        }
    }

    @Override
    public Optional<Adapter> of(String user) {
        Optional<Adapter> residual = states.own(model.seeded(user));
        return residual.isEmpty()
                ? assembled.of(user)
                : Optional.of(beneath(user).with(residual.get().values()));
    }

    /** Pools of a replay have no assignments to number. */
    private Beneath beneath(String user) {
        return assembled
                .of(user)
                .map(adapter -> Beneath.of(1, adapter))
                .orElseGet(() -> Beneath.nothing(model.model().layout()));
    }

    @Override
    public StorageCost kept() {
        StorageCost beneath = assembled.kept();
        return new StorageCost(beneath.own() + states.bytes(), beneath.shared());
    }

    @Override
    public void save(DataOutput out) throws IOException {
        assembled.save(out);
        states.write(out);
    }

    @Override
    public void restore(List<RecordedEvent> learned, DataInput in) throws IOException {
        assembled.restore(learned, in);
        List<TrainingEvent> arrivals = TrainingEvents.plain(model, learned);
        arrivals.forEach(arrival -> users.put(model.seeded(arrival.user()), arrival.user()));
        states.read(
                arrivals.stream()
                        .map(arrival -> TrainingEvents.seeded(model, arrival))
                        .toList(),
                in);
    }

    @Override
    public void close() {
        assembled.close();
        learner.close();
    }
}
