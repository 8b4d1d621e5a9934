package dev.intarsia.evaluation.statistics;

import dev.intarsia.evaluation.bootstrap.Estimate;
import dev.intarsia.evaluation.bootstrap.Resampled;
import dev.intarsia.evaluation.bootstrap.Resamples;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Draws the curves of one measure over one set of answers. */
final class Curves {
    private static final int FEWEST_QUESTIONS = 50;

    private final Answers answers;
    private final Questions questions;
    private final int[][] byUser;
    private final Measure measure;
    private final Resamples resamples;

    Curves(Answers answers, Measure measure, Resamples resamples) {
        this.answers = answers;
        this.questions = answers.questions();
        this.byUser = questions.byUser();
        this.measure = measure;
        this.resamples = resamples;
    }

    /** By how much of the user could be known when the question came. */
    Curve byEarlierEvents() {
        return along(Bin.doubling(questions.count(), i -> questions.earlier()[i], FEWEST_QUESTIONS));
    }

    /** By how active users are: how many events each had before its last question. */
    Curve byActivity(int parts) {
        double[] activity = Arrays.stream(byUser)
                .mapToDouble(own -> IntStream.of(own)
                        .mapToLong(i -> questions.earlier()[i])
                        .max()
                        .orElse(0))
                .toArray();
        return along(Bin.quantiles(byUser, activity, parts));
    }

    /** By calendar, in parts of as many questions each. */
    Curve byCalendar(int parts) {
        int[][] alone = IntStream.range(0, questions.count())
                .mapToObj(i -> new int[] {i})
                .toArray(int[][]::new);
        return along(Bin.quantiles(
                alone, Arrays.stream(questions.times()).asDoubleStream().toArray(), parts));
    }

    /** By the place of a question among its user's, from the first (0) to the last (1). */
    Curve byPlace(int parts) {
        int[][] groups = new int[parts][];
        for (int part = 0; part < parts; part++) {
            int which = part;
            groups[part] = Arrays.stream(byUser)
                    .filter(own -> own.length >= parts)
                    .flatMapToInt(
                            own -> Arrays.stream(own, which * own.length / parts, (which + 1) * own.length / parts))
                    .toArray();
        }
        return along(IntStream.range(0, parts)
                .filter(part -> groups[part].length > 0)
                .mapToObj(part -> new Bin((double) part / parts, (part + 1.0) / parts, groups[part]))
                .toList());
    }

    Curve along(List<Bin> stretches) {
        return new Curve(measure, stretches.stream().map(this::point).toList());
    }

    private Curve.Point point(Bin stretch) {
        Map<String, Estimate> figures = new LinkedHashMap<>();
        Figures<Resampled> found = new UserSums(answers, stretch.questions(), List.of(measure)).resample(resamples);
        found.methods()
                .forEach(method -> figures.put(method, found.of(method, measure).estimate()));
        int users = (int) IntStream.of(stretch.questions())
                .map(i -> questions.user()[i])
                .distinct()
                .count();
        return new Curve.Point(stretch.from(), stretch.to(), users, stretch.questions().length, figures);
    }
}
