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
import dev.intarsia.tasks.Answer;
import dev.intarsia.tasks.movielens.Rating;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Predictors without a model on the same stream. They know all ratings of the population and every streamed event before
 * the one they predict, those of the same round included, which is more than the model knows.
 */
final class Baselines {
    private static final double ITEM_SHRINKAGE = 5;
    private static final double USER_SHRINKAGE = 5;

    private final List<String> labels;
    private final LabelScale scale;
    private final Map<String, Baseline> baselines = new LinkedHashMap<>();

    Baselines(Answer.Scale answer, List<Rating> background) {
        labels = answer.labels();
        scale = LabelScale.of(answer);
        baselines.put("baseline:global-mean", new GlobalMean());
        baselines.put("baseline:item-mean", new ItemMean(ITEM_SHRINKAGE));
        baselines.put("baseline:user-mean", new UserMean());
        baselines.put("baseline:item-user-bias", new ItemUserBias(ITEM_SHRINKAGE, USER_SHRINKAGE));
        background.forEach(this::observe);
    }

    /**
     * Predictions by event id, rounded to the scale.
     *
     * @param asked ids of the events that are predicted
     */
    Map<String, Map<String, Guess>> play(List<Round> rounds, Set<String> asked) {
        Map<String, Map<String, Guess>> guesses = new LinkedHashMap<>();
        for (Round round : rounds) {
            for (Played event : round.events()) {
                Rating rating = event.rating();
                if (asked.contains(rating.id())) {
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
                byMethod.put(name, Guess.of(label(baseline.predict(rating.user(), item(rating))))));
        return byMethod;
    }

    private String label(double predicted) {
        return labels.get(scale.nearest(predicted));
    }

    private void observe(Rating rating) {
        Observation observation = new Observation(rating.user(), item(rating), Double.parseDouble(rating.stars()));
        baselines.values().forEach(baseline -> baseline.observe(observation));
    }

    private static String item(Rating rating) {
        return Integer.toString(rating.film().id());
    }
}
