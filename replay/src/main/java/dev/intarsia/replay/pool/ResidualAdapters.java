package dev.intarsia.replay.pool;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.oppu.learn.TrainingEvent;
import dev.intarsia.oppu.learn.UserSlice;
import dev.intarsia.oppu.residual.ResidualRule;
import dev.intarsia.pieces.assemble.PoolRules;
import dev.intarsia.replay.engine.FlopMeter;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.method.StorageCost;
import dev.intarsia.replay.method.TrainingEvents;
import dev.intarsia.replay.method.UserAdapters;
import dev.intarsia.replay.source.RecordedEvent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Assembled adapters with a small residual of each user's own on top, trained from time to time on the user's own
 * events by the trainer's own learner, as MTA stacks one on merged adapters.
 */
public final class ResidualAdapters implements UserAdapters {
    private final ReplayModel model;
    private final AssembledAdapters assembled;
    private final ResidualLearning residuals;

    ResidualAdapters(ReplayModel model, PoolRules rules, ResidualRule rule, SharedPool pool, FlopMeter meter) {
        this.model = model;
        this.assembled = new AssembledAdapters(model, rules, pool, meter);
        this.residuals = new ResidualLearning(model, rule, (user, events) -> rule.of(events), assembled::of, meter);
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
        for (List<UserSlice> round :
                residuals.rounds(TrainingEvents.plain(model, events)).rounds()) {
            List<TrainingEvent> arrivals =
                    round.stream().flatMap(slice -> slice.arrivals().stream()).toList();
            assembled.take(arrivals);
            residuals.learn(arrivals);
        }
    }

    @Override
    public Optional<Adapter> of(String user) {
        return residuals.of(user);
    }

    @Override
    public StorageCost kept() {
        StorageCost beneath = assembled.kept();
        return new StorageCost(beneath.own() + residuals.bytes(), beneath.shared());
    }

    @Override
    public void save(DataOutput out) throws IOException {
        assembled.save(out);
        residuals.save(out);
    }

    @Override
    public void restore(List<RecordedEvent> learned, DataInput in) throws IOException {
        assembled.restore(learned, in);
        residuals.restore(TrainingEvents.plain(model, learned), in);
    }

    @Override
    public void close() {
        assembled.close();
        residuals.close();
    }
}
