package dev.intarsia.replay.privacy;

import dev.intarsia.evaluation.bootstrap.Estimate;
import dev.intarsia.evaluation.bootstrap.Resampled;
import dev.intarsia.evaluation.bootstrap.Resamples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * How well scores tell members from others, by every threshold (receiver operating characteristic). Equal scores are one
 * threshold: in the area under the curve, a member and another event of equal scores count for one half.
 */
final class RocCurve {
    private final List<MembershipScore> falling;
    private final int users;

    private RocCurve(List<MembershipScore> falling, int users) {
        this.falling = falling;
        this.users = users;
    }

    static RocCurve of(List<MembershipScore> scores) {
        if (scores.stream().allMatch(MembershipScore::member) || scores.stream().noneMatch(MembershipScore::member)) {
            throw new IllegalArgumentException("There must be members and others among the " + scores.size()
                    + " scored events; take more events of each user.");
        }
        return new RocCurve(
                scores.stream()
                        .sorted(Comparator.comparingDouble(MembershipScore::score)
                                .reversed())
                        .toList(),
                scores.stream().mapToInt(MembershipScore::user).max().orElseThrow() + 1);
    }

    /** How many events were scored. */
    int size() {
        return falling.size();
    }

    /** A point of the curve. */
    record Point(double falsePositives, double truePositives) {}

    /** The curve from (0, 0) to (1, 1), one point for each threshold. */
    List<Point> points() {
        List<Point> points = new ArrayList<>();
        walk(ones(), (falseRate, trueRate) -> points.add(new Point(falseRate, trueRate)));
        return points;
    }

    /** The area under the curve: how likely a member's score is above another event's. */
    double auc() {
        return auc(ones());
    }

    /** The same with its interval over users. */
    Estimate auc(Resamples resamples) {
        return resampled(auc(), resamples, this::auc);
    }

    /** The largest share of members that some threshold finds while it calls at most this share of the others members. */
    double truePositives(double falsePositives) {
        return truePositives(falsePositives, ones());
    }

    /** The same with its interval over users. */
    Estimate truePositives(double falsePositives, Resamples resamples) {
        return resampled(truePositives(falsePositives), resamples, weights -> truePositives(falsePositives, weights));
    }

    private int[] ones() {
        int[] ones = new int[users];
        Arrays.fill(ones, 1);
        return ones;
    }

    @FunctionalInterface
    private interface OfUsers {
        double figure(int[] weights);
    }

    private Estimate resampled(double value, Resamples resamples, OfUsers figure) {
        double[] drawn = new double[resamples.count()];
        resamples.draw(users, (index, weights) -> drawn[index] = figure.figure(weights));
        return new Resampled(value, drawn, resamples.confidence(), users).estimate();
    }

    private double auc(int[] weights) {
        double[] area = new double[3];
        walk(weights, (falseRate, trueRate) -> {
            area[0] += (falseRate - area[1]) * (trueRate + area[2]) / 2;
            area[1] = falseRate;
            area[2] = trueRate;
        });
        return area[1] == 1 ? area[0] : Double.NaN;
    }

    private double truePositives(double falsePositives, int[] weights) {
        double[] most = {Double.NaN};
        walk(weights, (falseRate, trueRate) -> {
            if (falseRate <= falsePositives) {
                most[0] = trueRate;
            }
        });
        return most[0];
    }

    @FunctionalInterface
    private interface PointVisitor {
        void at(double falseRate, double trueRate);
    }

    /** Visits the curve's points; none where these users have no members or no others. */
    private void walk(int[] weights, PointVisitor visitor) {
        long members = 0;
        long others = 0;
        for (MembershipScore score : falling) {
            members += score.member() ? weights[score.user()] : 0;
            others += score.member() ? 0 : weights[score.user()];
        }
        if (members == 0 || others == 0) {
            return;
        }
        visitor.at(0, 0);
        long found = 0;
        long wrong = 0;
        for (int i = 0; i < falling.size(); i++) {
            MembershipScore score = falling.get(i);
            found += score.member() ? weights[score.user()] : 0;
            wrong += score.member() ? 0 : weights[score.user()];
            if (i + 1 == falling.size() || falling.get(i + 1).score() != score.score()) {
                visitor.at((double) wrong / others, (double) found / members);
            }
        }
    }
}
