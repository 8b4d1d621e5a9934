package dev.intarsia.evaluation.statistics;

import static java.util.Objects.requireNonNull;

import dev.intarsia.evaluation.bootstrap.Resampled;
import dev.intarsia.evaluation.bootstrap.Resamples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What every method did for each user on some questions, in sums from which measures follow: all resamples need no more
 * than these, and the same resamples serve every method and measure.
 */
final class UserSums {
    private final int labels;
    private final List<Column> columns = new ArrayList<>();
    private final int width;
    private final double[][] users;

    private record Column(String method, Measure measure, int at) {}

    /**
     * @param asked the questions that count
     * @param measures those a method has no answers for are left out
     */
    UserSums(Answers answers, int[] asked, List<Measure> measures) {
        Questions questions = answers.questions();
        this.labels = questions.labels().size();
        // The number of questions stands first.
        int next = 1;
        for (Map.Entry<String, MethodAnswers> method : answers.methods().entrySet()) {
            for (Measure measure : measures) {
                if (method.getValue().has(measure)) {
                    columns.add(new Column(method.getKey(), measure, next));
                    next += measure.width(labels);
                }
            }
        }
        this.width = next;
        this.users = new double[questions.users().size()][width];
        for (int question : asked) {
            users[questions.user()[question]][0]++;
        }
        for (Column column : columns) {
            MethodAnswers method = requireNonNull(answers.methods().get(column.method()));
            for (int question : asked) {
                column.measure()
                        .add(
                                users[questions.user()[question]],
                                column.at(),
                                method,
                                question,
                                questions.golds()[question]);
            }
        }
    }

    /** Every method's measures on these questions, and on those of each resample of users. */
    Figures<Resampled> resample(Resamples resamples) {
        double[][] drawn = new double[columns.size()][resamples.count()];
        double[] sums = new double[width];
        resamples.draw(users.length, (index, weights) -> {
            sum(weights, sums);
            for (int i = 0; i < drawn.length; i++) {
                drawn[i][index] = value(columns.get(i), sums);
            }
        });
        sum(once(), sums);
        Map<String, Map<Measure, Resampled>> found = new LinkedHashMap<>();
        for (int i = 0; i < drawn.length; i++) {
            Column column = columns.get(i);
            found.computeIfAbsent(column.method(), name -> new LinkedHashMap<>())
                    .put(
                            column.measure(),
                            new Resampled(value(column, sums), drawn[i], resamples.confidence(), users.length));
        }
        return new Figures<>(found);
    }

    /** Every method's measures on these questions, without intervals. */
    Figures<Double> total() {
        double[] sums = new double[width];
        sum(once(), sums);
        Map<String, Map<Measure, Double>> found = new LinkedHashMap<>();
        columns.forEach(column -> found.computeIfAbsent(column.method(), name -> new LinkedHashMap<>())
                .put(column.measure(), value(column, sums)));
        return new Figures<>(found);
    }

    private int[] once() {
        int[] once = new int[users.length];
        Arrays.fill(once, 1);
        return once;
    }

    private void sum(int[] weights, double[] sums) {
        Arrays.fill(sums, 0);
        for (int user = 0; user < weights.length; user++) {
            int weight = weights[user];
            double[] own = users[user];
            if (weight == 0 || own[0] == 0) {
                continue;
            }
            for (int i = 0; i < sums.length; i++) {
                sums[i] += weight * own[i];
            }
        }
    }

    private double value(Column column, double[] sums) {
        return column.measure().value(sums, column.at(), sums[0], labels);
    }

    /** One user's own figures, by method; NaN where the user was asked nothing. */
    Map<String, Double> of(int user, Measure measure) {
        Map<String, Double> found = new LinkedHashMap<>();
        for (Column column : columns) {
            if (column.measure() == measure) {
                found.put(column.method(), value(column, users[user]));
            }
        }
        return found;
    }
}
