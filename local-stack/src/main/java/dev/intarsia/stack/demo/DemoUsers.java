package dev.intarsia.stack.demo;

import dev.intarsia.tasks.movielens.MovieLens;
import dev.intarsia.tasks.movielens.Rating;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who takes part. Sharers are population users: the base model has seen them, it has never seen a target user.
 *
 * @param sharers users who consented to share
 * @param targets users whose predictions are scored
 * @param background all ratings of the population that is not scored, for the baselines
 */
record DemoUsers(List<DemoUser> sharers, List<DemoUser> targets, List<Rating> background) {
    static DemoUsers of(MovieLens stream, DemoSettings settings) {
        Map<String, List<Rating>> histories = stream.byUser();
        List<String> population = stream.populationUsers();
        int sharing = Math.min(settings.sharers(), population.size());
        List<String> scored = settings.tuning() ? population.subList(sharing, population.size()) : stream.targetUsers();
        Set<String> known = new HashSet<>(population);
        scored.stream().limit(settings.targets()).forEach(known::remove);
        return new DemoUsers(
                latest(histories, population, settings.sharers(), settings.sharerEvents()),
                latest(histories, scored, settings.targets(), settings.targetEvents()),
                stream.ratings().stream()
                        .filter(rating -> known.contains(rating.user()))
                        .toList());
    }

    /** The target user whose ratings before the scored ones lie farthest from the population's on average. */
    DemoUser mostPeculiar() {
        double usual = mean(background);
        return targets.stream()
                .max(Comparator.comparingDouble(person ->
                        Math.abs(mean(person.ratings().subList(0, person.scoredFrom())) - usual)))
                .orElseThrow(() -> new IllegalStateException("There is no target user; play at least one."));
    }

    private static double mean(List<Rating> ratings) {
        return ratings.stream()
                .mapToDouble(rating -> Double.parseDouble(rating.stars()))
                .average()
                .orElse(Double.NaN);
    }

    private static List<DemoUser> latest(
            Map<String, List<Rating>> histories, List<String> users, int count, int events) {
        List<DemoUser> people = new ArrayList<>();
        for (String user : users.subList(0, Math.min(count, users.size()))) {
            List<Rating> all = histories.getOrDefault(user, List.of());
            people.add(new DemoUser(user, all.subList(Math.max(0, all.size() - events), all.size())));
        }
        return List.copyOf(people);
    }
}
