package dev.intarsia.tasks.movielens;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A film as prompts name it.
 *
 * @param id the film's number in the files
 * @param title with its article in front: {@code The Matrix}
 * @param year four digits, or empty
 * @param genres {@code Adventure, Comedy}, or empty
 */
public record Film(int id, String title, String year, String genres) {
    /** Title and year, {@code The Matrix (1999)}. */
    public String name() {
        return year.isEmpty() ? title : title + " (" + year + ")";
    }

    /** The input fields of task {@code movie-rating}. */
    public Map<String, String> input() {
        Map<String, String> input = new LinkedHashMap<>();
        input.put("title", title);
        if (!year.isEmpty()) {
            input.put("year", year);
        }
        if (!genres.isEmpty()) {
            input.put("genres", genres);
        }
        return input;
    }
}
