package dev.intarsia.model.engine;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterCodec;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.model.adapter.AdapterValues;
import java.util.Arrays;
import java.util.Collections;
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
    private final AdamLists lists;

    /** @param starts of every user, all of the model's layout */
    public AdapterTraining(LanguageModel model, List<AdapterState> starts) {
        AdapterLayout layout = model.layout();
        for (AdapterState start : starts) {
            if (!start.layout().equals(layout)) {
                throw new IllegalArgumentException("This adapter of the method "
                        + start.layout().method().text() + " has rank "
                        + start.layout().rank() + " at "
                        + start.layout().modules().size() + " modules, the model was "
                        + "loaded for rank " + layout.rank() + " at "
                        + layout.modules().size() + " modules; was it made for another model?");
            }
        }
        this.model = model;
        this.starts = List.copyOf(starts);
        this.manager = model.manager().newSubManager();
        this.lists = new AdamLists(
                model.script(),
                stack(starts.stream().map(start -> start.adapter().values()).toList(), "b[]"),
                stack(starts.stream().map(AdapterState::firstMoment).toList(), "m[]"),
                stack(starts.stream().map(AdapterState::secondMoment).toList(), "v[]"),
                stack(Collections.nCopies(starts.size(), AdapterValues.zero(layout)), "g[]"));
    }

    private NDList stack(List<AdapterValues> values, String name) {
        return AdapterArrays.stack(manager, model.layout(), values, name);
    }

    /**
     * Adds the gradients of weighted rows to their users' gradients.
     *
     * @param dropout on the inputs of LoRA; null for none
     * @return each row's loss under its user's adapter as it stands, with dropout, in mean nats per response token
     */
    public float[] accumulate(List<TrainingRow> given, @Nullable Dropout dropout) {
        List<TrainingRow> rows = VirtualTokens.trained(model, given);
        int tokens = model.workers().tokensPerCall(model.options().batchTokens());
        float[] losses = new float[rows.size()];
        for (int[] batch : RowBatches.ofOneKind(TrainingRow.examples(rows), tokens)) {
            try (NDManager pass = manager.newSubManager()) {
                float[] some = accumulate(pass, RowBatches.of(rows, batch), dropout);
                for (int i = 0; i < batch.length; i++) {
                    losses[batch[i]] = some[i];
                }
            }
        }
        return losses;
    }

    private float[] accumulate(NDManager pass, List<TrainingRow> rows, @Nullable Dropout dropout) {
        TokenBatch batch = TokenBatch.independent(model, TrainingRow.examples(rows));
        boolean own = model.layout().form() != AdapterCodec.SHARED_A;
        RowPacking packing = batch.packing();
        NDList inputs = own ? TrainingRow.inputs(pass, rows, batch) : TrainingRow.inputs(pass, rows, batch, packing);
        inputs.addAll(lists.weights());
        inputs.addAll(lists.gradients());
        if (dropout == null) {
            inputs.addAll(AdapterStack.none(pass, "keep[]"));
        } else {
            inputs.addAll(own ? dropout.inputs(pass, rows, batch.length()) : dropout.inputs(pass, rows, packing));
        }
        return model.script()
                .callWithGradients(own ? "accumulate_own" : "accumulate", inputs)
                .get(0)
                .toFloatArray();
    }

    /** Every user's gradient as it was added up since the last step. */
    float[][] gradients() {
        return AdapterArrays.unstack(model.layout(), lists.gradients(), starts.size());
    }

    /**
     * Takes one AdamW step with the accumulated gradients of the first users, then clears all gradients.
     *
     * @param steps of each of those users; the others stay as they are
     */
    public void step(List<AdamStep> steps, AdamW settings) {
        lists.step(manager, steps, settings);
    }

    /**
     * Every user's adapter and moments as they stand.
     *
     * @param steps how many steps each user took since the start
     */
    public List<AdapterState> states(int[] steps) {
        AdapterLayout layout = model.layout();
        float[][] b = AdapterArrays.unstack(layout, lists.weights(), starts.size());
        float[][] m = AdapterArrays.unstack(layout, lists.first(), starts.size());
        float[][] v = AdapterArrays.unstack(layout, lists.second(), starts.size());
        AdapterState[] states = new AdapterState[starts.size()];
        Arrays.setAll(
                states,
                user -> new AdapterState(
                        Adapter.of(AdapterValues.of(layout, b[user])),
                        AdapterValues.of(layout, m[user]),
                        AdapterValues.of(layout, v[user]),
                        starts.get(user).steps() + steps[user]));
        return List.of(states);
    }

    @Override
    public void close() {
        manager.close();
    }
}
