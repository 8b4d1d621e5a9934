package dev.intarsia.replay.pool;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterValues;
import dev.intarsia.oppu.learn.Rounds;
import dev.intarsia.oppu.learn.TrainingEvent;
import dev.intarsia.oppu.learn.UserSlice;
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
 * events, as MTA stacks one on merged adapters. A is shared, so that the sum of both is an adapter again, from which
 * training continues.
 */
public final class ResidualAdapters implements UserAdapters {
    private final ReplayModel model;
    private final ResidualRecipe recipe;
    private final AssembledAdapters assembled;
    private final Residuals residuals;

    ResidualAdapters(ReplayModel model, PoolRules rules, ResidualRecipe recipe, SharedPool pool, FlopMeter meter) {
        this.model = model;
        this.recipe = recipe;
        this.assembled = new AssembledAdapters(model, rules, pool, meter);
        this.residuals = new Residuals(model, recipe, meter);
    }

    /**
     * Adapters with a residual that is trained as seldom as replay's method trains one.
     *
     * @param model left open
     * @param meter what is computed is added there
     */
    public static ResidualAdapters of(ReplayModel model, PoolRules rules, SharedPool pool, FlopMeter meter) {
        return new ResidualAdapters(model, rules, ResidualRecipe.of(model.recipe()), pool, meter);
    }

    @Override
    public void learn(List<RecordedEvent> events) {
        Rounds rounds =
                Rounds.of(TrainingEvents.plain(model, events), residuals::history, recipe.schedule(), recipe.window());
        for (List<UserSlice> round : rounds.rounds()) {
            List<TrainingEvent> arrivals =
                    round.stream().flatMap(turn -> turn.arrivals().stream()).toList();
            assembled.take(arrivals);
            round.forEach(turn -> residuals.remember(turn.user(), turn.after()));
            residuals.train(
                    round.stream().filter(UserSlice::due).map(UserSlice::user).toList(), this::beneath);
        }
    }

    @Override
    public Optional<Adapter> of(String user) {
        Optional<AdapterValues> residual = residuals.of(user);
        return residual.isEmpty()
                ? assembled.of(user)
                : Optional.of(Adapter.of(Residuals.sum(beneath(user), residual.get(), 1)));
    }

    private AdapterValues beneath(String user) {
        return assembled
                .of(user)
                .map(Adapter::values)
                .orElseGet(() -> AdapterValues.zero(model.model().layout()));
    }

    @Override
    public StorageCost kept() {
        StorageCost beneath = assembled.kept();
        return new StorageCost(beneath.own() + residuals.bytes(), beneath.shared());
    }

    @Override
    public void save(DataOutput out) throws IOException {
        assembled.save(out);
        residuals.write(out);
    }

    @Override
    public void restore(List<RecordedEvent> learned, DataInput in) throws IOException {
        assembled.restore(learned, in);
        residuals.read(TrainingEvents.histories(TrainingEvents.plain(model, learned), recipe.window()), in);
    }

    @Override
    public void close() {
        assembled.close();
        residuals.close();
    }
}
