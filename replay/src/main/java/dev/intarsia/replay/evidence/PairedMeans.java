package dev.intarsia.replay.evidence;

import dev.intarsia.evaluation.bootstrap.Resampled;
import dev.intarsia.evaluation.bootstrap.Resamples;
import dev.intarsia.replay.method.Mark;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Means over answers, with intervals from resampled users; all of one object are comparable resample by resample. */
final class PairedMeans {
    private final Resamples resamples;

    PairedMeans(Resamples resamples) {
        this.resamples = resamples;
    }

    /**
     * A mean over all users' answers.
     *
     * @param which of a user's answers count
     * @param of what of them is averaged
     */
    Resampled of(List<UserAnswers> users, Function<UserAnswers, List<Mark>> which, ToDoubleFunction<Mark> of) {
        int[] counts = new int[users.size()];
        double[] sums = new double[users.size()];
        for (int user = 0; user < counts.length; user++) {
            List<Mark> marks = which.apply(users.get(user));
            counts[user] = marks.size();
            sums[user] = UserAnswers.sum(marks, of);
        }
        double[] drawn = new double[resamples.count()];
        resamples.draw(counts.length, (index, weights) -> drawn[index] = mean(counts, sums, weights));
        int[] once = new int[counts.length];
        Arrays.fill(once, 1);
        return new Resampled(mean(counts, sums, once), drawn, resamples.confidence(), counts.length);
    }

    /** NaN where nobody has an answer. */
    private static double mean(int[] counts, double[] sums, int[] weights) {
        double sum = 0;
        long count = 0;
        for (int user = 0; user < counts.length; user++) {
            sum += weights[user] * sums[user];
            count += (long) weights[user] * counts[user];
        }
        return count == 0 ? Double.NaN : sum / count;
    }
}
