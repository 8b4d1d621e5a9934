package dev.intarsia.pretrain.corpus;

import dev.intarsia.tasks.movielens.Film;
import dev.intarsia.tasks.movielens.FilmTitle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Overviews as texts that begin as the rating prompt does.
 *
 * @param known one text per film of the sample stream that has an overview
 * @param others texts of other films
 */
public record FilmTexts(List<String> known, List<String> others) {
    /** Joins overviews and films by normalised title and year. */
    public static FilmTexts join(Collection<Film> films, List<Overview> overviews) {
        Map<String, Overview> byKey = new HashMap<>();
        overviews.forEach(overview -> byKey.putIfAbsent(key(overview.title(), overview.year()), overview));
        List<String> known = new ArrayList<>();
        Set<String> used = new HashSet<>();
        for (Film film : films) {
            String key = key(film.title(), film.year());
            Overview overview = byKey.get(key);
            used.add(key);
            if (overview != null) {
                known.add(text(film.name(), film.genres(), overview.text()));
            }
        }
        List<String> others = new ArrayList<>();
        for (Overview overview : overviews) {
            if (!used.contains(key(overview.title(), overview.year()))) {
                String name =
                        overview.year().isEmpty() ? overview.title() : overview.title() + " (" + overview.year() + ")";
                others.add(text(name, overview.genres(), overview.text()));
            }
        }
        return new FilmTexts(known, others);
    }

    private static String key(String title, String year) {
        return FilmTitle.normalised(title) + "/" + year;
    }

    private static String text(String name, String genres, String overview) {
        return "Film: " + name + "\n" + (genres.isEmpty() ? "" : "Genres: " + genres + "\n") + "Overview: " + overview;
    }
}
