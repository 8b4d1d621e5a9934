package dev.intarsia.events.format;

import dev.intarsia.events.parse.EventRules;
import dev.intarsia.tasks.movielens.Film;
import dev.intarsia.tasks.movielens.Rating;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A MovieLens folder: {@code movies.csv} and {@code ratings.csv}, or the oldest release's {@code u.item} and
 * {@code u.data}, each plain or as {@code .gz}. The ratings are held in
 * memory, since their time order is not the files'.
 */
public final class MovieLensFolder {
    /** The task of one event per rating. */
    public static final String MOVIE_RATING = "movie-rating";

    /** The task of one event per liked film: which film came after the three liked last. */
    public static final String NEXT_MOVIE = "next-movie";

    private final Map<Integer, Film> films;
    private final String ratingFile;
    private final List<RatingLine> ratings;
    private final List<Entry.Unreadable> unreadable;

    private MovieLensFolder(
            Map<Integer, Film> films, String ratingFile, List<RatingLine> ratings, List<Entry.Unreadable> unreadable) {
        this.films = Map.copyOf(films);
        this.ratingFile = ratingFile;
        this.ratings = List.copyOf(ratings);
        this.unreadable = List.copyOf(unreadable);
    }

    /**
     * Reads the folder.
     *
     * @throws UnreadableFileException where a file is missing, damaged or of another form, or has another header; single
     *     lines that cannot be read are kept aside
     */
    public static MovieLensFolder open(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new UnreadableFileException(
                    folder.toString(),
                    Files.exists(folder)
                            ? "is a file; give the MovieLens folder that holds it"
                            : "is not there; give a MovieLens folder");
        }
        Optional<Path> oldFilms = file(folder, "u.item");
        Optional<Path> oldRatings = file(folder, "u.data");
        return oldFilms.isPresent() && oldRatings.isPresent()
                ? read(oldFilms.get(), ItemFile::read, oldRatings.get(), RatingFile::readTabbed)
                : read(
                        required(folder, "movies.csv"),
                        FilmFile::read,
                        required(folder, "ratings.csv"),
                        RatingFile::read);
    }

    @FunctionalInterface
    private interface FilmReader {
        Map<Integer, Film> read(String file, InputStream in, List<Entry.Unreadable> unreadable) throws IOException;
    }

    @FunctionalInterface
    private interface RatingReader {
        List<RatingLine> read(String file, InputStream in, Map<Integer, Film> films, List<Entry.Unreadable> unreadable)
                throws IOException;
    }

    private static MovieLensFolder read(Path films, FilmReader filmReader, Path ratings, RatingReader ratingReader)
            throws IOException {
        List<Entry.Unreadable> unreadable = new ArrayList<>();
        try (InputStream filmRows = UnpackedFile.open(films);
                InputStream ratingRows = UnpackedFile.open(ratings)) {
            Map<Integer, Film> known = filmReader.read(name(films), filmRows, unreadable);
            List<RatingLine> lines = ratingReader.read(name(ratings), ratingRows, known, unreadable);
            return new MovieLensFolder(known, name(ratings), lines, unreadable);
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static Optional<Path> file(Path folder, String name) {
        return Stream.of(folder.resolve(name), folder.resolve(name + ".gz"))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private static Path required(Path folder, String name) throws UnreadableFileException {
        return file(folder, name)
                .orElseThrow(() -> new UnreadableFileException(
                        folder.toString(), "holds neither " + name + " nor " + name + ".gz; give a MovieLens folder"));
    }

    /** The films by number. */
    public Map<Integer, Film> films() {
        return films;
    }

    /** Every rating, by time, then user, then film, then line. */
    public List<Rating> ratings() {
        return ratings.stream().map(RatingLine::rating).toList();
    }

    /** The lines that are neither film nor rating. */
    public List<Entry.Unreadable> unreadable() {
        return unreadable;
    }

    /**
     * The events of the given tasks, {@link #MOVIE_RATING} or {@link #NEXT_MOVIE} or both, in the order of the ratings;
     * the unreadable lines come first. A rating that breaks a rule is unreadable too.
     */
    public EventSource events(Set<String> tasks, EventRules rules) {
        return new MovieLensEvents(ratingFile, ratings, unreadable, tasks, rules);
    }
}
