package dev.intarsia.oppu.learn;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.ModuleShape;
import dev.intarsia.model.score.Scorer;
import dev.intarsia.model.score.ScoringRow;
import dev.intarsia.oppu.update.UpdateBounds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds candidates whose weights are out of bounds, each by its own numbers alone. */
public final class BoundsCheck {
    /** Of the newest events of an update, whose loss is taken again. */
    private static final int EVENTS = 2;

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

    private void byLoss(List<UpdateCandidate> candidates, List<Optional<HoldReason>> held) {
        List<Integer> sound = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            if (held.get(i).isEmpty()) {
                sound.add(i);
            }
        }
        List<Double> after = losses(candidates, sound, false);
        List<Integer> above = new ArrayList<>();
        List<Double> aboveAfter = new ArrayList<>();
        for (int i = 0; i < sound.size(); i++) {
            if (bounds.aboveLoss(after.get(i))) {
                above.add(sound.get(i));
                aboveAfter.add(after.get(i));
            }
        }
        List<Double> before = losses(candidates, above, true);
        for (int i = 0; i < above.size(); i++) {
            if (bounds.exceedsLoss(before.get(i), aboveAfter.get(i))) {
                held.set(above.get(i), Optional.of(HoldReason.LOSS));
            }
        }
    }

    /** Mean losses of the newest events, under what stands or under the candidates of these numbers. */
    private List<Double> losses(List<UpdateCandidate> candidates, List<Integer> numbers, boolean standing) {
        List<ScoringRow> rows = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        for (int number : numbers) {
            UpdateCandidate candidate = candidates.get(number);
            Adapter adapter =
                    standing ? candidate.standing() : candidate.state().adapter();
            long end = candidate.seen();
            long begin = Math.max(candidate.from(), end - EVENTS);
            for (long event = begin; event < end; event++) {
                rows.add(new ScoringRow(candidate.history().event(event).example(), adapter));
            }
            sizes.add((int) (end - begin));
        }
        List<Double> means = new ArrayList<>();
        int at = 0;
        List<Double> losses =
                scorer.losses(rows).stream().map(loss -> (Double) loss.mean()).toList();
        for (int size : sizes) {
            means.add(losses.subList(at, at + size).stream()
                    .mapToDouble(Double::doubleValue)
                    .average()
                    .orElseThrow());
            at += size;
        }
        return means;
    }
}
