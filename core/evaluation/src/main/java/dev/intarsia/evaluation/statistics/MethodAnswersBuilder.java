package dev.intarsia.evaluation.statistics;

import dev.intarsia.evaluation.metric.Rouge;
import dev.intarsia.evaluation.metric.ScaleError;
import dev.intarsia.evaluation.result.Prediction;
import dev.intarsia.tasks.Answer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects one method's answers as they are read. */
final class MethodAnswersBuilder {
    private final Answer answer;
    private final List<String> labels;
    private int[] answered = new int[64];
    private double[] errors = new double[64];
    private double[] rouge1 = new double[64];
    private double[] rougeL = new double[64];
    private double[] nll = new double[64];
    private float @Nullable [] probabilities;
    private boolean[] seen = new boolean[64];
    private int count;

    MethodAnswersBuilder(Answer answer) {
        this.answer = answer;
        this.labels = answer.labels();
    }

    /** False where the question was answered before. */
    boolean add(int question, Prediction prediction) {
        grow(question + 1);
        if (seen[question]) {
            return false;
        }
        seen[question] = true;
        count++;
        String words = prediction.answer().strip();
        answered[question] = labels.indexOf(words);
        nll[question] = prediction.nll() == null ? Double.NaN : prediction.nll();
        if (answer instanceof Answer.Scale scale) {
            errors[question] = new ScaleError(scale).of(scale.value(prediction.gold()), words);
        } else if (answer instanceof Answer.Text) {
            rouge1[question] = Rouge.one(prediction.gold(), words).f1();
            rougeL[question] = Rouge.l(prediction.gold(), words).f1();
        }
        addProbabilities(question, prediction.probabilities());
        return true;
    }

    private void addProbabilities(int question, @Nullable List<Double> given) {
        if (given == null || labels.isEmpty()) {
            return;
        }
        if (given.size() != labels.size()) {
            throw new IllegalArgumentException(
                    "has " + given.size() + " probabilities for " + labels.size() + " labels; give one for each");
        }
        float[] all = probabilities;
        if (all == null || all.length < seen.length * labels.size()) {
            int before = all == null ? 0 : all.length;
            all = Arrays.copyOf(all == null ? new float[0] : all, seen.length * labels.size());
            Arrays.fill(all, before, all.length, Float.NaN);
            probabilities = all;
        }
        for (int label = 0; label < labels.size(); label++) {
            all[question * labels.size() + label] = given.get(label).floatValue();
        }
    }

    private void grow(int questions) {
        if (questions > seen.length) {
            int length = Math.max(questions, 2 * seen.length);
            answered = Arrays.copyOf(answered, length);
            errors = Arrays.copyOf(errors, length);
            rouge1 = Arrays.copyOf(rouge1, length);
            rougeL = Arrays.copyOf(rougeL, length);
            nll = Arrays.copyOf(nll, length);
            seen = Arrays.copyOf(seen, length);
        }
    }

    int count() {
        return count;
    }

    /** The answers to {@code questions} questions, all of which must have been given. */
    MethodAnswers build(int questions) {
        float[] all = probabilities;
        if (all != null) {
            int before = all.length;
            all = Arrays.copyOf(all, questions * labels.size());
            Arrays.fill(all, Math.min(before, all.length), all.length, Float.NaN);
        }
        return new MethodAnswers(
                Arrays.copyOf(answered, questions),
                Arrays.copyOf(errors, questions),
                Arrays.copyOf(rouge1, questions),
                Arrays.copyOf(rougeL, questions),
                Arrays.copyOf(nll, questions),
                all,
                labels.size());
    }
}
