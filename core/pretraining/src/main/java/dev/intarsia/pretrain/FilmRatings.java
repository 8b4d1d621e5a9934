package dev.intarsia.pretrain;

import dev.intarsia.tasks.movielens.Film;
import dev.intarsia.tasks.movielens.Rating;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How often the population gave a film each rating.
 *
 * @param prompt what asks for the film's rating
 * @param counts per label; all zero for a film nobody rated
 */
record FilmRatings(int[] prompt, int[] counts) {
    /** One for every film, from the training events alone. */
    static List<FilmRatings> count(Collection<Film> films, List<List<Rating>> training, PopulationExamples examples) {
        Map<Integer, int[]> counts = new HashMap<>();
        int labels = examples.labels().length;
        for (List<Rating> own : training) {
            for (Rating event : own) {
                counts.computeIfAbsent(event.film().id(), id -> new int[labels])[examples.label(event)]++;
            }
        }
        List<FilmRatings> ratings = new ArrayList<>();
        for (Film film : films) {
            ratings.add(new FilmRatings(examples.question(film), counts.getOrDefault(film.id(), new int[labels])));
        }
        return ratings;
    }

    int total() {
        int total = 0;
        for (int count : counts) {
            total += count;
        }
        return total;
    }

    /**
     * The counts together with {@code weight} imagined ratings spread as {@code expected}: the fewer the film has, the
     * more it is what its title, year and genres make one expect.
     *
     * @param expected probability of each label
     */
    double[] shrunk(double[] expected, double weight) {
        double[] distribution = new double[counts.length];
        for (int label = 0; label < counts.length; label++) {
            distribution[label] = (counts[label] + weight * expected[label]) / (total() + weight);
        }
        return distribution;
    }
}
