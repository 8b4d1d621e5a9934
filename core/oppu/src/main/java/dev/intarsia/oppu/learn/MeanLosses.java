package dev.intarsia.oppu.learn;

import dev.intarsia.model.score.Loss;
import dev.intarsia.model.score.Scorer;
import dev.intarsia.model.score.ScoringRow;
import java.util.ArrayList;
import java.util.List;

/** Mean losses of groups of rows, in nats per response token. */
final class MeanLosses {
    private MeanLosses() {}

    /**
     * Of each group, all scored in one pass.
     *
     * @param groups none of them empty
     */
    static List<Double> of(Scorer scorer, List<List<ScoringRow>> groups) {
        List<Loss> losses = scorer.losses(groups.stream().flatMap(List::stream).toList());
        List<Double> means = new ArrayList<>();
        int at = 0;
        for (List<ScoringRow> group : groups) {
            means.add(losses.subList(at, at + group.size()).stream()
                    .mapToDouble(Loss::mean)
                    .average()
                    .orElseThrow());
            at += group.size();
        }
        return means;
    }
}
