package dev.intarsia.evaluation.statistics;

import dev.intarsia.evaluation.bootstrap.Resampled;
import dev.intarsia.evaluation.bootstrap.Resamples;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Two replays' answers to the questions that both have. */
public final class Paired {
    private static final String FIRST = "1 ";
    private static final String SECOND = "2 ";

    private final Answers both;

    private record Key(String user, String event, int gold) {}

    private Paired(Answers both) {
        this.both = both;
    }

    /** Pairs them; empty where they have no question in common. Both must answer the same kind of task. */
    public static Optional<Paired> of(Answers first, Answers second) {
        Map<Key, Integer> places = new HashMap<>();
        for (int i = 0; i < second.questions().count(); i++) {
            places.put(key(second.questions(), i), i);
        }
        List<Integer> here = new ArrayList<>();
        List<Integer> there = new ArrayList<>();
        for (int i = 0; i < first.questions().count(); i++) {
            Integer other = places.get(key(first.questions(), i));
            if (other != null) {
                here.add(i);
                there.add(other);
            }
        }
        if (here.isEmpty()) {
            return Optional.empty();
        }
        int[] one = here.stream().mapToInt(Integer::intValue).toArray();
        int[] two = there.stream().mapToInt(Integer::intValue).toArray();
        Map<String, MethodAnswers> methods = new LinkedHashMap<>();
        first.methods().forEach((name, answers) -> methods.put(FIRST + name, answers.inOrder(one)));
        second.methods().forEach((name, answers) -> methods.put(SECOND + name, answers.inOrder(two)));
        return Optional.of(new Paired(new Answers(first.questions().only(one), methods)));
    }

    private static Key key(Questions questions, int i) {
        return new Key(
                questions.users().get(questions.user()[i]),
                questions.events().get(i),
                questions.golds()[i]);
    }

    public int questions() {
        return both.questions().count();
    }

    public int users() {
        return both.questions().users().size();
    }

    /**
     * Both replays' figures on the common questions, with the same resamples.
     *
     * @param first figures of the first replay, by method
     * @param second figures of the second replay, by method
     * @param users each user's figures in both replays
     */
    public record Sides(Figures<Resampled> first, Figures<Resampled> second, List<UserSides> users) {}

    /** One user's figures by the first measure, by method. */
    public record UserSides(String user, int questions, Map<String, Double> first, Map<String, Double> second) {}

    /** @param measures the first of which is also given by user */
    public Sides resample(List<Measure> measures, Resamples resamples) {
        UserSums sums = new UserSums(both, IntStream.range(0, questions()).toArray(), measures);
        Figures<Resampled> figures = sums.resample(resamples);
        List<UserSides> users = new ArrayList<>();
        int[][] byUser = both.questions().byUser();
        for (int user = 0; user < byUser.length; user++) {
            Map<String, Double> own = sums.of(user, measures.get(0));
            users.add(new UserSides(
                    both.questions().users().get(user), byUser[user].length, side(own, FIRST), side(own, SECOND)));
        }
        return new Sides(
                new Figures<>(side(figures.byMethod(), FIRST)), new Figures<>(side(figures.byMethod(), SECOND)), users);
    }

    private static <T> Map<String, T> side(Map<String, T> both, String side) {
        Map<String, T> found = new LinkedHashMap<>();
        both.forEach((name, value) -> {
            if (name.startsWith(side)) {
                found.put(name.substring(side.length()), value);
            }
        });
        return found;
    }
}
