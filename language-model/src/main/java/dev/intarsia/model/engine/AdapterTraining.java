package dev.intarsia.model.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.model.adapter.AdapterValues;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The adapters of several users, their gradients and their AdamW moments, in native memory. Users are numbered from 0
 * in the order given. One thread at a time.
 */
public final class AdapterTraining implements AutoCloseable {
    private final LanguageModel model;
    private final NDManager manager;
    private final List<AdapterState> starts;
    private final NDList weights;
    private final NDList first;
    private final NDList second;
    private final NDList gradients;

    /** @param starts of every user, all of the model's layout */
    public AdapterTraining(LanguageModel model, List<AdapterState> starts) {
        AdapterLayout layout = model.layout();
        starts.forEach(start -> AdapterStack.require(layout, start.adapter()));
        this.model = model;
        this.starts = List.copyOf(starts);
        this.manager = model.manager().newSubManager();
        this.weights =
                stack(starts.stream().map(start -> start.adapter().values()).toList(), "b[]");
        this.first = stack(starts.stream().map(AdapterState::firstMoment).toList(), "m[]");
        this.second = stack(starts.stream().map(AdapterState::secondMoment).toList(), "v[]");
        this.gradients =
                stack(starts.stream().map(start -> AdapterValues.zero(layout)).toList(), "g[]");
    }

    private NDList stack(List<AdapterValues> values, String name) {
        return AdapterStack.stack(manager, model.layout(), values, name);
    }

    /** Adds the gradients of weighted rows to their users' gradients. */
    public void accumulate(List<TrainingRow> rows, @Nullable Dropout dropout) {
        int[] lengths =
                rows.stream().mapToInt(row -> TokenBatch.length(row.example())).toArray();
        for (int[] batch : RowBatches.cut(lengths, model.options().batchTokens())) {
            try (NDManager pass = manager.newSubManager()) {
                accumulate(pass, RowBatches.of(rows, batch), dropout);
            }
        }
    }

    private void accumulate(NDManager pass, List<TrainingRow> rows, @Nullable Dropout dropout) {
        TokenBatch batch = new TokenBatch(
                model.config(), rows.stream().map(TrainingRow::example).toList());
        long[] users = rows.stream().mapToLong(TrainingRow::user).toArray();
        float[] shares = new float[rows.size()];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = rows.get(i).weight();
        }
        NDList inputs = batch.lossInputs(pass);
        inputs.addAll(model.frozen());
        inputs.add(pass.create(users));
        inputs.add(pass.create(shares));
        inputs.addAll(weights);
        inputs.addAll(gradients);
        inputs.addAll(
                dropout == null
                        ? AdapterStack.none(pass, "keep[]")
                        : dropout.inputs(
                                pass, rows.stream().mapToLong(TrainingRow::seed).toArray(), batch.length()));
        model.script().callWithGradients("accumulate", inputs);
    }

    /**
     * Takes one AdamW step with the accumulated gradients of the first users, then clears all gradients.
     *
     * @param steps of each of those users; the others stay as they are
     */
    public void step(List<AdamStep> steps, AdamW settings) {
        try (NDManager pass = manager.newSubManager()) {
            float[] rates = new float[3 * steps.size()];
            for (int user = 0; user < steps.size(); user++) {
                AdamStep step = steps.get(user);
                rates[user] = (float) (step.rate() / (1 - Math.pow(settings.beta1(), step.number())));
                rates[steps.size() + user] = (float) (1 / Math.sqrt(1 - Math.pow(settings.beta2(), step.number())));
                rates[2 * steps.size() + user] = (float) (1 - step.rate() * settings.weightDecay());
            }
            NDArray numbers =
                    pass.create(new double[] {settings.beta1(), settings.beta2(), settings.epsilon(), settings.clip()});
            NDList inputs = new NDList(pass.create(rates, new Shape(3, steps.size())));
            inputs.addAll(weights);
            inputs.addAll(first);
            inputs.addAll(second);
            inputs.addAll(gradients);
            inputs.add(numbers);
            model.script().call("adamw", inputs);
        }
    }

    /**
     * Every user's adapter and moments as they stand.
     *
     * @param steps how many steps each user took since the start
     */
    public List<AdapterState> states(int[] steps) {
        float[][] b = unstack(weights);
        float[][] m = unstack(first);
        float[][] v = unstack(second);
        AdapterState[] states = new AdapterState[starts.size()];
        Arrays.setAll(
                states,
                user -> new AdapterState(
                        Adapter.of(AdapterValues.of(model.layout(), b[user])),
                        AdapterValues.of(model.layout(), m[user]),
                        AdapterValues.of(model.layout(), v[user]),
                        starts.get(user).steps() + steps[user]));
        return List.of(states);
    }

    private float[][] unstack(NDList arrays) {
        float[][] users = new float[starts.size()][model.layout().size()];
        int offset = 0;
        for (NDArray array : arrays) {
            float[] block = array.toFloatArray();
            int size = block.length / users.length;
            for (int user = 0; user < users.length; user++) {
                System.arraycopy(block, user * size, users[user], offset, size);
            }
            offset += size;
        }
        return users;
    }

    @Override
    public void close() {
        manager.close();
    }
}
