package dev.intarsia.replay.engine;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.ModuleShape;
import dev.intarsia.model.checkpoint.ModelConfig;
import dev.intarsia.model.example.Example;
import dev.intarsia.model.train.UserUpdate;
import dev.intarsia.pieces.module.Projection;
import java.util.List;

/**
 * Floating-point operations of one row, counted from the model's shape: two for each multiplication with a weight, twice
 * two per layer and query width for each pair of positions that attention sees, the head at the predicting positions
 * only. Norms, activations, the optimizer and padding are left out.
 */
public final class FlopCount {
    private static final List<Projection> PROJECTIONS = Projection.linear();

    private final double perToken;
    private final double perPair;
    private final double perPrediction;
    private final double adapterPerToken;
    private final int virtualTokens;

    public FlopCount(ModelConfig config, AdapterLayout layout) {
        requireNonNull(config);
        double weights = 0;
        for (Projection projection : PROJECTIONS) {
            weights += (double) config.inputs(projection) * config.outputs(projection);
        }
        perToken = 2 * weights * config.layers();
        perPair = 4.0 * config.heads() * config.headSize() * config.layers();
        perPrediction = 2.0 * config.hiddenSize() * config.vocabularySize();
        double adapter = 0;
        for (ModuleShape module : layout.modules()) {
            adapter += switch (layout.method()) {
                case LORA -> 2.0 * layout.rank() * (module.inputs() + module.outputs());
                case IA3 -> layout.size(module);
                case PROMPT -> 0;
            };
        }
        adapterPerToken = adapter;
        virtualTokens = layout.virtualTokens();
    }

    /**
     * One forward pass of a row.
     *
     * @param text tokens of the row, without virtual ones
     * @param predicted at how many positions the next token is predicted
     * @param adapted whether an adapter takes part
     */
    public double forward(int text, int predicted, boolean adapted) {
        int tokens = text + (adapted ? virtualTokens : 0);
        double pairs = tokens * (tokens + 1.0) / 2;
        return tokens * (perToken + (adapted ? adapterPerToken : 0)) + pairs * perPair + predicted * perPrediction;
    }

    /**
     * One forward and backward pass of a row for the gradients of its adapter. Nothing is computed for the frozen
     * weights themselves, so going back costs as much as going forth, and the adapter's own gradients once more.
     */
    public double training(int tokens, int predicted) {
        return 2 * forward(tokens, predicted, true) + tokens * adapterPerToken;
    }

    /** {@link #forward(int, int, boolean)} of an example whose response is predicted. */
    public double forward(Example example, boolean adapted) {
        return forward(example.tokens().length - 1, example.responseLength(), adapted);
    }

    /** {@link #training(int, int)} of an example. */
    public double training(Example example) {
        return training(example.tokens().length - 1, example.responseLength());
    }

    /** All steps of an update. */
    public double training(UserUpdate update) {
        return update.steps().stream()
                .flatMap(List::stream)
                .mapToDouble(this::training)
                .sum();
    }

    /** As {@link #forward} for a text of {@code generated} tokens after a prompt, each position computed once. */
    public double generation(int prompt, int generated, boolean adapted) {
        return forward(prompt + Math.max(0, generated - 1), Math.max(1, generated), adapted);
    }
}
