package dev.intarsia.replay.evidence;

import dev.intarsia.evaluation.bootstrap.Estimate;
import dev.intarsia.evaluation.bootstrap.Resampled;
import dev.intarsia.evaluation.bootstrap.Resamples;
import dev.intarsia.replay.method.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * A rule's figures beside those of the first. Means are over answers; NaN where nothing was asked.
 *
 * @param error of the streamed events
 * @param errorAbove that of the first rule, on the same answers
 * @param nll in nats an answer, likewise
 * @param laterError of the events asked at the end
 * @param byPosition mean error of the streamed events from each of {@link #POSITIONS} to the next
 * @param rowsPerEvent examples that adapters were trained on, for each streamed event
 * @param rowsSaved share of the first rule's rows that this one does without
 * @param trained share of users who had a residual or an own adapter at the end
 */
record EvidenceFigures(
        String rule,
        Estimate error,
        Estimate errorAbove,
        Estimate nll,
        Estimate nllAbove,
        Estimate laterError,
        Estimate laterErrorAbove,
        Estimate laterNll,
        Estimate laterNllAbove,
        List<Double> byPosition,
        double rowsPerEvent,
        double rowsSaved,
        double trained) {
    static final List<Integer> POSITIONS = List.of(0, 16, 32, 64, 128);

    private static final Resamples RESAMPLES = Resamples.standard(0);

    EvidenceFigures {
        byPosition = List.copyOf(byPosition);
    }

    /** By how many per cent the error is above the first rule's. */
    double errorPercent() {
        return 100 * errorAbove.value() / (error.value() - errorAbove.value());
    }

    /** Of every rule. */
    static List<EvidenceFigures> of(EvidenceResult result) {
        EvidenceResult.OfRule first = result.rules().get(0);
        return result.rules().stream().map(rule -> of(rule, first, result)).toList();
    }

    private static EvidenceFigures of(EvidenceResult.OfRule rule, EvidenceResult.OfRule first, EvidenceResult result) {
        Both error = Both.of(rule, first, UserAnswers::streamed, Mark::error);
        Both nll = Both.of(rule, first, UserAnswers::streamed, Mark::nll);
        Both laterError = Both.of(rule, first, UserAnswers::later, Mark::error);
        Both laterNll = Both.of(rule, first, UserAnswers::later, Mark::nll);
        List<Double> byPosition = new ArrayList<>();
        for (int i = 0; i + 1 < POSITIONS.size(); i++) {
            int from = POSITIONS.get(i);
            int to = POSITIONS.get(i + 1);
            byPosition.add(new PairedMeans(new Resamples(1, 0.95, 0))
                    .of(rule.users(), answers -> answers.streamed(from, to), Mark::error)
                    .value());
        }
        return new EvidenceFigures(
                rule.name(),
                error.figure(),
                error.above(),
                nll.figure(),
                nll.above(),
                laterError.figure(),
                laterError.above(),
                laterNll.figure(),
                laterNll.above(),
                byPosition,
                (double) rule.rows() / result.events(),
                1 - (double) rule.rows() / first.rows(),
                (double) rule.trained() / result.users());
    }

    /** A figure and what it is above the first rule's. */
    private record Both(Estimate figure, Estimate above) {
        static Both of(
                EvidenceResult.OfRule rule,
                EvidenceResult.OfRule first,
                Function<UserAnswers, List<Mark>> which,
                ToDoubleFunction<Mark> of) {
            PairedMeans means = new PairedMeans(RESAMPLES);
            Resampled own = means.of(rule.users(), which, of);
            return new Both(
                    own.estimate(),
                    own.minus(means.of(first.users(), which, of)).estimate());
        }
    }
}
