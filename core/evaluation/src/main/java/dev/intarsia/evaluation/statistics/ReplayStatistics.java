package dev.intarsia.evaluation.statistics;

import dev.intarsia.evaluation.bootstrap.Estimate;
import dev.intarsia.evaluation.bootstrap.Resampled;
import dev.intarsia.evaluation.bootstrap.Resamples;
import dev.intarsia.tasks.Answer;
import dev.intarsia.tasks.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Everything a replay's predictions say.
 *
 * @param first the measure that methods are ranked by
 * @param methods figures with intervals, by method and measure
 * @param contrasts every method against those it has to beat
 * @param curves by name: {@code earlier}, {@code activity}, {@code calendar}, {@code place}
 * @param calibration by method, of those that know probabilities
 * @param users in order of their names
 */
public record ReplayStatistics(
        Measure first,
        int questions,
        Figures<Estimate> methods,
        List<Contrast> contrasts,
        Map<String, Curve> curves,
        Drift shift,
        Map<String, Calibration> calibration,
        List<UserFigures> users) {
    private static final int ACTIVITY_PARTS = 5;
    private static final int CALENDAR_PARTS = 8;
    private static final int PLACE_PARTS = 8;

    /** Finds it; equal answers and resamples give equal statistics. */
    public static ReplayStatistics of(Answers answers, Task task, Resamples resamples) {
        return of(answers, answers, task, resamples);
    }

    /**
     * The same where more was asked than is scored.
     *
     * @param along what the curve by earlier events is drawn from
     */
    public static ReplayStatistics of(Answers answers, Answers along, Task task, Resamples resamples) {
        Measure first = Measure.first(task);
        Questions questions = answers.questions();
        UserSums sums =
                new UserSums(answers, IntStream.range(0, questions.count()).toArray(), Measure.of(task.answer()));
        Figures<Resampled> figures = sums.resample(resamples);
        List<Contrast> contrasts = new Contrasts(figures, first).all();
        Curves curves = new Curves(answers, first, resamples);
        Map<String, Curve> drawn = new LinkedHashMap<>();
        drawn.put("earlier", new Curves(along, first, resamples).byEarlierEvents());
        drawn.put("activity", curves.byActivity(ACTIVITY_PARTS));
        drawn.put("calendar", curves.byCalendar(CALENDAR_PARTS));
        drawn.put("place", curves.byPlace(PLACE_PARTS));
        Drift shift = new Shifts(questions, task.answer(), resamples.seed()).find(curves);
        return new ReplayStatistics(
                first,
                questions.count(),
                figures.map(Resampled::estimate),
                contrasts,
                drawn,
                shift,
                calibration(answers, task.answer() instanceof Answer.Scale),
                users(questions, sums, first));
    }

    private static Map<String, Calibration> calibration(Answers answers, boolean ordered) {
        Map<String, Calibration> found = new LinkedHashMap<>();
        answers.methods().forEach((method, own) -> {
            Calibration calibration = Calibrations.of(answers.questions(), own, ordered);
            if (calibration != null) {
                found.put(method, calibration);
            }
        });
        return found;
    }

    private static List<UserFigures> users(Questions questions, UserSums sums, Measure first) {
        List<UserFigures> found = new ArrayList<>();
        int[][] byUser = questions.byUser();
        for (int user = 0; user < byUser.length; user++) {
            long earlier = IntStream.of(byUser[user])
                    .mapToLong(i -> questions.earlier()[i])
                    .max()
                    .orElse(0);
            found.add(new UserFigures(questions.users().get(user), byUser[user].length, earlier, sums.of(user, first)));
        }
        return found;
    }
}
