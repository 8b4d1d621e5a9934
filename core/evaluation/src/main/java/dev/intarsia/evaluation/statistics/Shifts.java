package dev.intarsia.evaluation.statistics;

import dev.intarsia.tasks.Answer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds how behaviour shifted. */
final class Shifts {
    /** Distances between fewer answers are mostly chance. */
    static final int FEWEST_QUESTIONS = 8;

    private static final int SHUFFLES = 200;

    private final Questions questions;
    private final int[][] byUser;
    private final Answer answer;
    private final SplittableRandom random;

    Shifts(Questions questions, Answer answer, long seed) {
        this.questions = questions;
        this.byUser = Arrays.stream(questions.byUser())
                .filter(own -> own.length >= FEWEST_QUESTIONS)
                .toArray(int[][]::new);
        this.answer = answer;
        this.random = new SplittableRandom(seed);
    }

    Drift find(Curves curves) {
        List<Bin> windows = Stream.of(new Bin(0, 0, halves(0)), new Bin(1, 1, halves(1)))
                .filter(window -> window.questions().length > 0)
                .toList();
        if (answer instanceof Answer.Text || byUser.length == 0) {
            return new Drift("none", List.of(), curves.along(windows), curves.along(List.of()));
        }
        List<Drift.UserShift> users = new ArrayList<>();
        Arrays.stream(byUser).forEach(own -> users.add(of(own)));
        int[][] newer = Arrays.stream(byUser).map(own -> half(own, 1)).toArray(int[][]::new);
        double[] excess = users.stream().mapToDouble(Drift.UserShift::excess).toArray();
        String name = answer instanceof Answer.Scale ? "wasserstein" : "total-variation";
        return new Drift(name, users, curves.along(windows), curves.along(Bin.quantiles(newer, excess, 4)));
    }

    private int[] halves(int which) {
        return Arrays.stream(byUser)
                .flatMapToInt(own -> Arrays.stream(half(own, which)))
                .toArray();
    }

    private static int[] half(int[] own, int which) {
        int middle = own.length / 2;
        return which == 0 ? Arrays.copyOf(own, middle) : Arrays.copyOfRange(own, middle, own.length);
    }

    private Drift.UserShift of(int[] own) {
        int[] golds = IntStream.of(own).map(i -> questions.golds()[i]).toArray();
        double distance = distance(golds);
        double chance = 0;
        for (int i = 0; i < SHUFFLES; i++) {
            shuffle(golds);
            chance += distance(golds) / SHUFFLES;
        }
        String user = questions.users().get(questions.user()[own[0]]);
        return new Drift.UserShift(user, own.length, distance, chance);
    }

    private void shuffle(int[] values) {
        for (int i = values.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int kept = values[i];
            values[i] = values[other];
            values[other] = kept;
        }
    }

    /** Between the first half of these labels and the second. */
    private double distance(int[] golds) {
        int labels = questions.labels().size();
        int middle = golds.length / 2;
        double[] difference = new double[labels];
        for (int i = 0; i < golds.length; i++) {
            difference[golds[i]] += i < middle ? -1.0 / middle : 1.0 / (golds.length - middle);
        }
        if (!(answer instanceof Answer.Scale scale)) {
            return Arrays.stream(difference).map(Math::abs).sum() / 2;
        }
        double[] values = scale.values();
        double cumulated = 0;
        double distance = 0;
        for (int label = 0; label + 1 < labels; label++) {
            cumulated += difference[label];
            distance += Math.abs(cumulated) * (values[label + 1] - values[label]);
        }
        return distance;
    }
}
