package dev.intarsia.replay.adapt;

import static java.util.Objects.requireNonNull;

import dev.intarsia.pieces.module.Projection;
import java.util.EnumSet;
import java.util.Set;

/**
 * How a base model is adapted.
 *
 * @param rank of the adapter that is merged
 * @param projections it touches
 * @param epochs over the examples
 * @param batch examples in an optimizer step
 * @param rate peak of the learning rate, after a tenth of the steps
 * @param weightDecay of AdamW
 * @param clip largest norm of a gradient
 * @param dropout of the adapter's inputs
 * @param most examples at most; drawn from all where there are more
 */
public record AdaptationSettings(
        int rank,
        Set<Projection> projections,
        int epochs,
        int batch,
        double rate,
        double weightDecay,
        double clip,
        double dropout,
        int most) {
    public AdaptationSettings {
        projections = Set.copyOf(requireNonNull(projections));
        if (rank < 1 || epochs < 1 || batch < 1 || most < 1 || !(rate > 0) || !(clip > 0)) {
            throw new IllegalArgumentException(
                    "An adaptation needs a rank, epochs, a batch, examples, a rate and a clip "
                            + "above zero, not " + rank + ", " + epochs + ", " + batch + ", " + most + ", " + rate
                            + " and "
                            + clip + ".");
        }
    }

    /**
     * OPPU's numbers (arXiv 2402.04401) where they do not depend on the size of the model; a larger rank and rate, and
     * all linear maps, since the default base is small.
     */
    public static AdaptationSettings standard() {
        return new AdaptationSettings(16, EnumSet.allOf(Projection.class), 3, 16, 2e-3, 0.01, 0.3, 0.05, 20_000);
    }

    public AdaptationSettings withEpochs(int count) {
        return new AdaptationSettings(rank, projections, count, batch, rate, weightDecay, clip, dropout, most);
    }

    public AdaptationSettings withMost(int examples) {
        return new AdaptationSettings(rank, projections, epochs, batch, rate, weightDecay, clip, dropout, examples);
    }

    /** All of them in one line. */
    public String text() {
        return "rank " + rank + ", " + EnumSet.copyOf(projections) + ", epochs " + epochs + ", batch " + batch
                + ", rate " + rate + ", decay " + weightDecay + ", clip " + clip + ", dropout " + dropout + ", most "
                + most;
    }
}
