package dev.intarsia.pretrain;

import static java.util.Objects.requireNonNull;

import dev.intarsia.tasks.movielens.MovieLens;
import dev.intarsia.tasks.movielens.Rating;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whose events are learned, and which only measure. Each list holds one user's events in the order of time.
 *
 * @param training the population's events except each user's last twentieth
 * @param heldOut the population's events, of which the last {@link Held#count()} measure
 * @param targets the target users' events, of which the last fifth measures; never trained on
 */
record PopulationSplit(List<List<Rating>> training, List<Held> heldOut, List<Held> targets) {
    /**
     * A user's events, the last of which measure; the earlier ones may stand in the prompt as history.
     *
     * @param count how many of the last measure
     */
    record Held(List<Rating> ratings, int count) {
        List<Rating> measured() {
            return ratings.subList(ratings.size() - count, ratings.size());
        }
    }

    static PopulationSplit of(MovieLens sample) {
        Map<String, List<Rating>> byUser = sample.byUser();
        List<List<Rating>> training = new ArrayList<>();
        List<Held> heldOut = new ArrayList<>();
        for (String user : sample.populationUsers()) {
            List<Rating> own = requireNonNull(byUser.get(user));
            int held = Math.max(1, own.size() / 20);
            training.add(List.copyOf(own.subList(0, own.size() - held)));
            heldOut.add(new Held(own, held));
        }
        List<Held> targets = new ArrayList<>();
        for (String user : sample.targetUsers()) {
            List<Rating> own = requireNonNull(byUser.get(user));
            targets.add(new Held(own, own.size() / 5));
        }
        return new PopulationSplit(training, heldOut, targets);
    }
}
