package dev.intarsia.pretrain;

import dev.intarsia.model.example.Example;
import dev.intarsia.model.example.ExampleEncoder;
import dev.intarsia.tasks.PastEvent;
import dev.intarsia.tasks.Task;
import dev.intarsia.tasks.Tasks;
import dev.intarsia.tasks.movielens.Film;
import dev.intarsia.tasks.movielens.NextFilm;
import dev.intarsia.tasks.movielens.Rating;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Turns the population's events into examples of the bundled tasks. */
final class PopulationExamples {
    /** Part of the ratings whose prompt carries history, so that retrieval works on the base model too. */
    private static final double WITH_HISTORY = 0.15;

    private static final int MOST_HISTORY = 4;

    private final Task rating;
    private final Task next;
    private final ExampleEncoder encoder;

    PopulationExamples(Tasks tasks, ExampleEncoder encoder) {
        this.rating = tasks.require("movie-rating");
        this.next = tasks.require("next-movie");
        this.encoder = encoder;
    }

    /** One example per rating, in order; some with one to four of the user's earlier ratings in the prompt. */
    List<Example> ratings(List<List<Rating>> users, long seed) {
        Random random = new Random(seed);
        List<Example> examples = new ArrayList<>();
        for (List<Rating> own : users) {
            for (int i = 0; i < own.size(); i++) {
                boolean withHistory = random.nextDouble() < WITH_HISTORY;
                int count = withHistory ? 1 + random.nextInt(MOST_HISTORY) : 0;
                examples.add(rating(own, i, earlier(own, i, count, random)));
            }
        }
        return examples;
    }

    /** One example per rating but each user's first, all with one to four earlier ratings in the prompt. */
    List<Example> ratingsWithHistory(List<List<Rating>> users, long seed) {
        Random random = new Random(seed);
        List<Example> examples = new ArrayList<>();
        for (List<Rating> own : users) {
            for (int i = 1; i < own.size(); i++) {
                examples.add(rating(own, i, earlier(own, i, 1 + random.nextInt(MOST_HISTORY), random)));
            }
        }
        return examples;
    }

    /** The prompt that asks for a film's rating. */
    int[] question(Film film) {
        return encoder.prompt(rating, film.input());
    }

    /** The place of a rating among the labels. */
    int label(Rating event) {
        return rating.labels().indexOf(event.stars());
    }

    /** The rating at {@code index} with the given events before it. */
    Example rating(List<Rating> own, int index, List<PastEvent> history) {
        Rating event = own.get(index);
        return encoder.encode(rating, event.film().input(), history, null, event.stars());
    }

    /** One example for every film liked after three others. */
    List<Example> nextFilms(List<List<Rating>> users) {
        List<Example> examples = new ArrayList<>();
        for (List<Rating> own : users) {
            for (NextFilm choice : NextFilm.of(own)) {
                examples.add(encoder.encode(next, choice.input(), choice.output()));
            }
        }
        return examples;
    }

    /** Up to {@code count} random events before {@code index}, the oldest first. */
    static List<PastEvent> earlier(List<Rating> own, int index, int count, Random random) {
        return random.ints(count, 0, Math.max(1, index))
                .filter(i -> i < index)
                .distinct()
                .sorted()
                .mapToObj(own::get)
                .map(event -> new PastEvent(event.film().input(), event.stars()))
                .toList();
    }

    /** Each rating label's token. */
    int[] labels() {
        List<int[]> labels = encoder.labels(rating);
        for (int[] label : labels) {
            if (label.length != 1) {
                throw new IllegalStateException("A rating has " + label.length
                        + " tokens in this vocabulary; each must be one, so raise the ratings' counts");
            }
        }
        return labels.stream().mapToInt(label -> label[0]).toArray();
    }
}
