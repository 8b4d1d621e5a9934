package dev.intarsia.stack.demo;

import dev.intarsia.evaluation.baseline.Baseline;
import dev.intarsia.evaluation.baseline.GlobalMean;
import dev.intarsia.evaluation.baseline.ItemMean;
import dev.intarsia.evaluation.baseline.ItemUserBias;
import dev.intarsia.evaluation.baseline.LabelScale;
import dev.intarsia.evaluation.baseline.Observation;
import dev.intarsia.evaluation.baseline.UserMean;
import dev.intarsia.stack.client.Guess;
import dev.intarsia.stack.demo.Round.Played;
import dev.intarsia.tasks.movielens.Rating;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Predictors without a model on the same stream. They know all ratings of the population and every streamed event before
 * the one they predict, those of the same round included, which is more than the model knows.
 */
final class Baselines {
    private static final double ITEM_SHRINKAGE = 5;
    private static final double USER_SHRINKAGE = 5;

    private final LabelScale scale;
    private final Map<String, Baseline> baselines = new LinkedHashMap<>();

    Baselines(LabelScale scale, List<Rating> background) {
        this.scale = scale;
        baselines.put("baseline:global-mean", new GlobalMean());
        baselines.put("baseline:item-mean", new ItemMean(ITEM_SHRINKAGE));
        baselines.put("baseline:user-mean", new UserMean());
        baselines.put("baseline:item-user-bias", new ItemUserBias(ITEM_SHRINKAGE, USER_SHRINKAGE));
        background.forEach(this::observe);
    }

    /** The scored events' predictions by event id, rounded to the scale. */
    Map<String, Map<String, Guess>> play(List<Round> rounds) {
        Map<String, Map<String, Guess>> guesses = new LinkedHashMap<>();
        for (Round round : rounds) {
            for (Played event : round.events()) {
                Rating rating = event.rating();
                if (event.scored()) {
                    guesses.put(rating.id(), predict(rating));
                }
                observe(rating);
            }
        }
        return guesses;
    }

    private Map<String, Guess> predict(Rating rating) {
        Map<String, Guess> byMethod = new LinkedHashMap<>();
        baselines.forEach((name, baseline) ->
                byMethod.put(name, new Guess(scale.round(baseline.predict(rating.user(), item(rating))), Double.NaN)));
        return byMethod;
    }

    private void observe(Rating rating) {
        Observation observation = new Observation(rating.user(), item(rating), Double.parseDouble(rating.stars()));
        baselines.values().forEach(baseline -> baseline.observe(observation));
    }

    private static String item(Rating rating) {
        return Integer.toString(rating.film().id());
    }
}
