package dev.intarsia.evaluation.statistics;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One method's answers, as numbers by question. */
public final class MethodAnswers {
    private final int[] answered;
    private final double[] errors;
    private final double[] rouge1;
    private final double[] rougeL;
    private final double[] nll;
    private final float @Nullable [] probabilities;
    private final int labels;

    /**
     * @param answered index of the answered label; −1 where it is none
     * @param errors absolute errors on a scale
     * @param nll NaN where unknown
     * @param probabilities questions × labels, NaN where unknown; null where never known
     */
    MethodAnswers(
            int[] answered,
            double[] errors,
            double[] rouge1,
            double[] rougeL,
            double[] nll,
            float @Nullable [] probabilities,
            int labels) {
        this.answered = answered;
        this.errors = errors;
        this.rouge1 = rouge1;
        this.rougeL = rougeL;
        this.nll = nll;
        this.probabilities = probabilities;
        this.labels = labels;
    }

    int answered(int question) {
        return answered[question];
    }

    /** Whether the method says how probable every true answer was. */
    boolean knowsLikelihoods() {
        return Arrays.stream(nll).noneMatch(Double::isNaN);
    }

    boolean has(Measure measure) {
        return measure != Measure.NLL || knowsLikelihoods();
    }

    /** What one question adds to the sum of a measure that is a mean, or the root of one. */
    double score(Measure measure, int question, int gold) {
        return switch (measure) {
            case MAE -> errors[question];
            case RMSE -> errors[question] * errors[question];
            case ACCURACY -> answered[question] == gold ? 1 : 0;
            case F1 -> throw new IllegalArgumentException("F1 is no mean over questions; count hits by label.");
            case ROUGE_1 -> rouge1[question];
            case ROUGE_L -> rougeL[question];
            case NLL -> nll[question];
        };
    }

    /** The labels' probabilities, made to sum to one; null where the method gave none for this question. */
    double @Nullable [] probabilities(int question) {
        if (probabilities == null || Float.isNaN(probabilities[question * labels])) {
            return null;
        }
        double[] found = new double[labels];
        double sum = 0;
        for (int label = 0; label < labels; label++) {
            found[label] = probabilities[question * labels + label];
            sum += found[label];
        }
        for (int label = 0; label < labels; label++) {
            found[label] /= sum;
        }
        return found;
    }

    /** The answers to these questions, in this order. */
    MethodAnswers inOrder(int[] questions) {
        float[] turned = null;
        if (probabilities != null) {
            turned = new float[questions.length * labels];
            for (int i = 0; i < questions.length; i++) {
                System.arraycopy(probabilities, questions[i] * labels, turned, i * labels, labels);
            }
        }
        return new MethodAnswers(
                IntStream.of(questions).map(i -> answered[i]).toArray(),
                pick(errors, questions),
                pick(rouge1, questions),
                pick(rougeL, questions),
                pick(nll, questions),
                turned,
                labels);
    }

    private static double[] pick(double[] values, int[] questions) {
        return IntStream.of(questions).mapToDouble(i -> values[i]).toArray();
    }
}
