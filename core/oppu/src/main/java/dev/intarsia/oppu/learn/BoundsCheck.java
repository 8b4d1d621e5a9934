package dev.intarsia.oppu.learn;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.ModuleShape;
import dev.intarsia.model.score.Scorer;
import dev.intarsia.oppu.update.UpdateBounds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds candidates whose weights are out of bounds, each by its own numbers alone. */
public final class BoundsCheck {
    /** Of an update's newest events so many are asked. */
    private static final int ASKED = 2;

    private final Scorer scorer;
    private final UpdateBounds bounds;

    public BoundsCheck(Scorer scorer, UpdateBounds bounds) {
        this.scorer = requireNonNull(scorer);
        this.bounds = requireNonNull(bounds);
    }

    /** For each candidate why it is held, or nothing. */
    List<Optional<HoldReason>> check(List<UpdateCandidate> candidates) {
        List<Optional<HoldReason>> held =
                new ArrayList<>(candidates.stream().map(this::byWeights).toList());
        if (bounds.loss() > 0) {
            byLoss(candidates, held);
        }
        return held;
    }

    private Optional<HoldReason> byWeights(UpdateCandidate candidate) {
        if (!candidate.finite()) {
            return Optional.of(HoldReason.NOT_FINITE);
        }
        if (!candidate.readable()) {
            return Optional.of(HoldReason.NORM);
        }
        Adapter after = candidate.state().adapter();
        for (ModuleShape module : after.layout().modules()) {
            double norm = norm(after, module);
            if (bounds.exceedsNorm(0, norm) && bounds.exceedsNorm(norm(candidate.standing(), module), norm)) {
                return Optional.of(HoldReason.NORM);
            }
        }
        return Optional.empty();
    }

    /** The rows of a shared A are orthonormal, so that B·A has the norm of B. */
    private static double norm(@Nullable Adapter adapter, ModuleShape module) {
        if (adapter == null) {
            return 0;
        }
        double squares = 0;
        for (float value : adapter.weights(module.id())) {
            squares += (double) value * value;
        }
        return adapter.layout().scale() * Math.sqrt(squares);
    }

    /**
     * Whether the losses in training leave open where the whole update has led. Its last step moves the weights about as far
     * as another does: where the loss had fallen by then, to less than half the bound, it is not above it now.
     */
    private boolean open(UpdateCandidate candidate) {
        List<float[]> losses = candidate.losses();
        double last = mean(losses.get(losses.size() - 1));
        return losses.size() == 1 || !(last <= Math.min(mean(losses.get(0)), bounds.loss() / 2));
    }

    private static double mean(float[] losses) {
        double sum = 0;
        for (float loss : losses) {
            sum += loss;
        }
        return sum / losses.length;
    }

    private void byLoss(List<UpdateCandidate> candidates, List<Optional<HoldReason>> held) {
        List<Integer> sound = IntStream.range(0, candidates.size())
                .filter(i -> held.get(i).isEmpty() && open(candidates.get(i)))
                .boxed()
                .toList();
        List<Double> after = losses(
                sound.stream().map(candidates::get).toList(),
                candidate -> candidate.state().adapter());
        List<Integer> above = IntStream.range(0, sound.size())
                .filter(i -> bounds.aboveLoss(after.get(i)))
                .boxed()
                .toList();
        List<Double> before =
                losses(above.stream().map(i -> candidates.get(sound.get(i))).toList(), UpdateCandidate::standing);
        for (int i = 0; i < above.size(); i++) {
            if (bounds.exceedsLoss(before.get(i), after.get(above.get(i)))) {
                held.set(sound.get(above.get(i)), Optional.of(HoldReason.LOSS));
            }
        }
    }

    /**
     * The mean loss of each update's newest events, in nats per response token.
     *
     * @param under which adapter; null for the base
     */
    private List<Double> losses(List<UpdateCandidate> candidates, Function<UpdateCandidate, @Nullable Adapter> under) {
        return MeanLosses.of(
                scorer,
                candidates.stream()
                        .map(candidate -> candidate.rows(
                                Math.max(candidate.from(), candidate.seen() - ASKED),
                                candidate.seen(),
                                under.apply(candidate)))
                        .toList());
    }
}
