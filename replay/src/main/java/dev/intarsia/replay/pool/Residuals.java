package dev.intarsia.replay.pool;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.model.adapter.AdapterValues;
import dev.intarsia.model.example.Example;
import dev.intarsia.model.train.FusedTrainer;
import dev.intarsia.model.train.UserUpdate;
import dev.intarsia.oppu.history.History;
import dev.intarsia.oppu.update.UpdatePlan;
import dev.intarsia.replay.engine.BinaryFields;
import dev.intarsia.replay.engine.FlopMeter;
import dev.intarsia.replay.engine.ReplayModel;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The difference that a user's own training makes to the assembled adapter below it, which may change between updates.
 */
final class Residuals implements AutoCloseable {
    private final ReplayModel model;
    private final ResidualRecipe recipe;
    private final FlopMeter meter;
    private final FusedTrainer trainer;
    private final Map<String, ResidualState> users = new HashMap<>();

    /** @param seen how many of the user's events were trained on */
    private record ResidualState(
            History history,
            long version,
            long seen,
            @Nullable AdapterValues residual) {
        private static final ResidualState NEW = new ResidualState(History.EMPTY, 0, 0, null);
    }

    private record Planned(String user, ResidualState standing, AdapterValues beneath, UpdatePlan plan) {}

    Residuals(ReplayModel model, ResidualRecipe recipe, FlopMeter meter) {
        this.model = model;
        this.recipe = recipe;
        this.meter = meter;
        this.trainer = new FusedTrainer(model.model(), recipe.training());
    }

    History history(String user) {
        return standing(user).history();
    }

    void remember(String user, History history) {
        ResidualState before = standing(user);
        users.put(user, new ResidualState(history, before.version(), before.seen(), before.residual()));
    }

    Optional<AdapterValues> of(String user) {
        return Optional.ofNullable(standing(user).residual());
    }

    /**
     * Trains users on with what is new of them.
     *
     * @param beneath what stands beneath the residual of a user now
     */
    void train(List<String> due, Function<String, AdapterValues> beneath) {
        List<Planned> planned = new ArrayList<>();
        for (String user : due) {
            ResidualState standing = standing(user);
            recipe.planner()
                    .plan(model.seeded(user), standing.version() + 1, standing.history(), standing.seen())
                    .ifPresent(plan -> planned.add(new Planned(user, standing, beneath.apply(user), plan)));
        }
        List<AdapterState> trained =
                trainer.train(planned.stream().map(this::work).toList());
        for (int i = 0; i < planned.size(); i++) {
            Planned update = planned.get(i);
            AdapterValues after = trained.get(i).adapter().values();
            if (after.finite()) {
                users.put(
                        update.user(),
                        new ResidualState(
                                update.standing().history(),
                                update.plan().version(),
                                update.plan().seen(),
                                sum(after, update.beneath(), -1)));
            }
        }
    }

    private UserUpdate work(Planned update) {
        AdapterValues residual = update.standing().residual();
        AdapterValues start = residual == null ? update.beneath() : sum(update.beneath(), residual, 1);
        List<List<Example>> steps = new ArrayList<>();
        for (List<Long> numbers : update.plan().steps()) {
            List<Example> examples = numbers.stream()
                    .map(number -> update.standing().history().event(number).example())
                    .toList();
            examples.forEach(example -> meter.add(model.flops().training(example)));
            steps.add(examples);
        }
        return new UserUpdate(
                AdapterState.start(Adapter.of(start)), steps, update.plan().seed());
    }

    private ResidualState standing(String user) {
        return users.getOrDefault(user, ResidualState.NEW);
    }

    /** Bytes of all residuals. */
    long bytes() {
        return users.values().stream()
                        .filter(standing -> standing.residual() != null)
                        .count()
                * model.model().layout().size()
                * Float.BYTES;
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(users.size());
        for (Map.Entry<String, ResidualState> user : new TreeMap<>(users).entrySet()) {
            AdapterValues residual = user.getValue().residual();
            BinaryFields.write(out, user.getKey());
            out.writeLong(user.getValue().version());
            out.writeLong(user.getValue().seen());
            out.writeBoolean(residual != null);
            if (residual != null) {
                BinaryFields.write(out, residual.toArray());
            }
        }
    }

    /** @param histories of everybody when this was written */
    void read(Map<String, History> histories, DataInput in) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            String user = BinaryFields.text(in);
            users.put(
                    user,
                    new ResidualState(
                            histories.getOrDefault(user, History.EMPTY),
                            in.readLong(),
                            in.readLong(),
                            in.readBoolean()
                                    ? BinaryFields.values(in, model.model().layout())
                                    : null));
        }
    }

    /** {@code one + weight · other}. */
    static AdapterValues sum(AdapterValues one, AdapterValues other, float weight) {
        float[] sum = one.toArray();
        float[] added = other.toArray();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += weight * added[i];
        }
        return AdapterValues.of(one.layout(), sum);
    }

    @Override
    public void close() {
        trainer.close();
    }
}
