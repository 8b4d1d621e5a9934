package dev.intarsia.evaluation.statistics;

import dev.intarsia.tasks.Answer;
import dev.intarsia.tasks.Metric;
import dev.intarsia.tasks.Task;
import java.util.List;

/**
 * How the quality of answers is measured. Every measure follows from sums over questions, so that it can be computed
 * anew for any users: a measure is that of all their questions together, not a mean over users.
 */
public enum Measure {
    MAE("mae", "MAE", true),
    RMSE("rmse", "RMSE", true),
    ACCURACY("accuracy", "Accuracy", false),
    F1("f1", "Macro F1", false),
    ROUGE_1("rouge1", "ROUGE-1", false),
    ROUGE_L("rougeL", "ROUGE-L", false),
    NLL("nll", "NLL", true);

    private final String text;
    private final String title;
    private final boolean lessIsBetter;

    Measure(String text, String title, boolean lessIsBetter) {
        this.text = text;
        this.title = title;
        this.lessIsBetter = lessIsBetter;
    }

    /** The name in reports' data. */
    public String text() {
        return text;
    }

    /** The name for people. */
    public String title() {
        return title;
    }

    public boolean lessIsBetter() {
        return lessIsBetter;
    }

    /** Whether a figure is better than another. */
    public boolean isBetter(double figure, double other) {
        return lessIsBetter ? figure < other : figure > other;
    }

    /** All measures that a kind of answer allows. */
    public static List<Measure> of(Answer answer) {
        if (answer instanceof Answer.Scale) {
            return List.of(MAE, RMSE, ACCURACY, F1, NLL);
        }
        return answer instanceof Answer.Labels ? List.of(ACCURACY, F1, NLL) : List.of(ROUGE_1, ROUGE_L, NLL);
    }

    /** The one a task names first. */
    public static Measure first(Task task) {
        List<Measure> allowed = of(task.answer());
        return task.metrics().stream()
                .map(Measure::of)
                .filter(allowed::contains)
                .findFirst()
                .orElse(allowed.get(0));
    }

    /** What a task file's metric measures. */
    public static Measure of(Metric metric) {
        return switch (metric) {
            case MAE -> MAE;
            case RMSE -> RMSE;
            case ACCURACY -> ACCURACY;
            case MACRO_F1 -> F1;
            case ROUGE_1 -> ROUGE_1;
            case ROUGE_L -> ROUGE_L;
            case NLL -> NLL;
        };
    }

    /** How many sums it needs; {@code labels} is the number of the task's labels. */
    int width(int labels) {
        return this == F1 ? 2 * labels : 1;
    }

    /** Adds what a method did at one question to the sums that begin at {@code at}. */
    void add(double[] sums, int at, MethodAnswers answers, int question, int gold) {
        if (this != F1) {
            sums[at] += answers.score(this, question, gold);
            return;
        }
        int answered = answers.answered(question);
        sums[at + 2 * gold + 1]++;
        if (answered >= 0) {
            sums[at + 2 * answered + 1]++;
            sums[at + 2 * gold] += answered == gold ? 2 : 0;
        }
    }

    /** The measure from its sums over {@code questions} questions; NaN where there are none. */
    double value(double[] sums, int at, double questions, int labels) {
        if (questions == 0) {
            return Double.NaN;
        }
        if (this == RMSE) {
            return Math.sqrt(sums[at] / questions);
        }
        if (this != F1) {
            return sums[at] / questions;
        }
        double sum = 0;
        for (int label = 0; label < labels; label++) {
            double hits = sums[at + 2 * label];
            sum += hits == 0 ? 0 : hits / sums[at + 2 * label + 1];
        }
        return sum / labels;
    }
}
