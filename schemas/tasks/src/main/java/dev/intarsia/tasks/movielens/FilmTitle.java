package dev.intarsia.tasks.movielens;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a title is written and compared. */
public final class FilmTitle {
    private static final Pattern TRAILING_ARTICLE =
            Pattern.compile("(.*), (The|A|An|La|Le|Les|L'|El|Il|Der|Die|Das)( \\(.*\\))?");

    private FilmTitle() {}

    /** Moves a trailing article to the front: {@code Matrix, The} is {@code The Matrix}. */
    public static String articleFirst(String title) {
        Matcher match = TRAILING_ARTICLE.matcher(title.strip());
        if (!match.matches()) {
            return title.strip();
        }
        String article = match.group(2);
        String rest = match.group(3) == null ? "" : match.group(3);
        return article + (article.endsWith("'") ? "" : " ") + match.group(1) + rest;
    }

    /** What two spellings of one title share: letters and digits, without case, accents or what stands in brackets. */
    public static String normalised(String title) {
        String plain =
                Normalizer.normalize(articleFirst(title), Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        String outside = plain.replaceAll("\\([^)]*\\)", " ");
        String kept =
                (outside.isBlank() ? plain : outside).replace("&", " and ").toLowerCase(Locale.ROOT);
        return kept.replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
    }
}
