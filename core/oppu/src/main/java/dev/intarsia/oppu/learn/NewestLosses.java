package dev.intarsia.oppu.learn;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.score.Loss;
import dev.intarsia.model.score.Scorer;
import dev.intarsia.model.score.ScoringRow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The losses of the newest events that updates were trained on, in one scoring pass for all of them. */
final class NewestLosses {
    /** A few of an update, whose loss costs little. */
    static final int FEW = 2;

    /** All that are new to an update. */
    static final int ALL = Integer.MAX_VALUE;

    private final Scorer scorer;

    NewestLosses(Scorer scorer) {
        this.scorer = requireNonNull(scorer);
    }

    /**
     * The mean for each candidate, in nats per response token.
     *
     * @param most of each update's events
     * @param under which adapter; null for the base
     */
    List<Double> of(List<UpdateCandidate> candidates, int most, Function<UpdateCandidate, @Nullable Adapter> under) {
        List<ScoringRow> rows = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        for (UpdateCandidate candidate : candidates) {
            Adapter adapter = under.apply(candidate);
            long end = candidate.seen();
            long begin = Math.max(candidate.from(), end - most);
            for (long event = begin; event < end; event++) {
                rows.add(new ScoringRow(candidate.history().event(event).example(), adapter));
            }
            sizes.add((int) (end - begin));
        }
        List<Loss> losses = scorer.losses(rows);
        List<Double> means = new ArrayList<>();
        int at = 0;
        for (int size : sizes) {
            means.add(losses.subList(at, at + size).stream()
                    .mapToDouble(Loss::mean)
                    .average()
                    .orElseThrow());
            at += size;
        }
        return means;
    }
}
