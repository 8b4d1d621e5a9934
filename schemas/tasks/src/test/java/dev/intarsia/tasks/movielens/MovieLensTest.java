package dev.intarsia.tasks.movielens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.tasks.Tasks;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MovieLensTest {
    private static final MovieLens SAMPLE = MovieLens.read(Path.of("../../data/movielens-small"));

    @Test
    void shouldReadTheSampleStream() {
        assertThat(SAMPLE.films()).hasSize(9066);
        assertThat(SAMPLE.ratings()).hasSize(100_004);
        assertThat(SAMPLE.byUser()).hasSize(671);
        assertThat(SAMPLE.films().get(2571).name()).isEqualTo("The Matrix (1999)");
        assertThat(SAMPLE.films().get(2571).genres()).isEqualTo("Action, Sci-Fi, Thriller");
    }

    @Test
    void shouldHoldOnlyEventsThatTheTasksAccept() {
        var rating = Tasks.bundled().require("movie-rating");
        var next = Tasks.bundled().require("next-movie");

        assertThat(SAMPLE.ratings())
                .allSatisfy(event -> assertThat(rating.validate(event.film().input(), event.stars()))
                        .isEmpty());
        assertThat(SAMPLE.byUser().values().stream().limit(60).flatMap(own -> NextFilm.of(own).stream()))
                .isNotEmpty()
                .allSatisfy(event ->
                        assertThat(next.validate(event.input(), event.output())).isEmpty());
    }

    @Test
    void shouldGiveEveryRatingItsOwnId() {
        Set<String> ids = new HashSet<>();
        SAMPLE.ratings().forEach(rating -> ids.add(rating.id()));

        assertThat(ids).hasSameSizeAs(SAMPLE.ratings());
    }

    @Test
    void shouldSplitUsersByActivity() {
        List<String> targets = SAMPLE.targetUsers();
        List<String> population = SAMPLE.populationUsers();

        assertThat(targets).hasSize(100).doesNotContainAnyElementsOf(population);
        assertThat(population).hasSize(571);
        int least = targets.stream()
                .mapToInt(user -> SAMPLE.byUser().get(user).size())
                .min()
                .orElseThrow();
        int most = population.stream()
                .mapToInt(user -> SAMPLE.byUser().get(user).size())
                .max()
                .orElseThrow();
        assertThat(least).isGreaterThanOrEqualTo(most);
    }

    @Test
    void shouldOfferTheFilmLikedAfterThreeOthers() {
        List<Rating> own = SAMPLE.byUser().get("15");
        NextFilm first = NextFilm.of(own).get(0);
        List<Rating> liked = own.stream().filter(Rating::liked).toList();

        assertThat(first.film()).isEqualTo(liked.get(3).film());
        assertThat(first.input().get("liked").split("; "))
                .hasSize(3)
                .startsWith(liked.get(0).film().name());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Matrix, The                   | The Matrix
                    Avventura, L' (Adventure, The) | L'Avventura (Adventure, The)
                    Sex, Lies, and Videotape      | Sex, Lies, and Videotape
                    Heat                          | Heat
                    'Blind Side, The '            | The Blind Side
                    """)
    void shouldMoveTheArticle(String filed, String spoken) {
        assertThat(FilmTitle.articleFirst(filed)).isEqualTo(spoken);
    }

    @Test
    void shouldCompareTitlesByLettersAndDigits() {
        assertThat(FilmTitle.normalised("Amélie (Fabuleux destin, Le)")).isEqualTo("amelie");
        assertThat(FilmTitle.normalised("Dr. Jekyll & Mr. Hyde")).isEqualTo("dr jekyll and mr hyde");
        assertThat(FilmTitle.normalised("Matrix, The")).isEqualTo(FilmTitle.normalised("THE MATRIX"));
    }

    @Test
    void shouldNameAMissingFolder(@TempDir Path folder) {
        assertThatThrownBy(() -> MovieLens.read(folder))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("movies.csv.gz")
                .hasMessageContaining("name the folder");
    }

    @Test
    void shouldTakeALaterRatingOfAFilmForAnotherAndARepeatedLineForOne(@TempDir Path folder) throws IOException {
        pack(folder, "movies.csv.gz", "movieId,title,year,genres\n1,Heat,1995,Crime\n");
        pack(
                folder,
                "ratings.csv.gz",
                "userId,movieId,rating,timestamp\n7,1,4.5,200\n7,1,2.0,100\n7,1,2,100\n7,1,3.0,100\n");

        MovieLens read = MovieLens.read(folder);

        assertThat(read.ratings())
                .extracting(Rating::id)
                .containsExactly("rating-7-1-100-2.0", "rating-7-1-100-3.0", "rating-7-1-200-4.5");
        assertThat(read.targetUsers()).containsExactly("7");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    userId,movieId,rating,timestamp;7,1,2.0,100;7,2,2.0,100  | line 3 is not of the sample stream's table; restore it: it rates film 2
                    userId,movieId,rating,timestamp;7,1,2.0                  | line 2 is not of the sample stream's table; restore it: the row has 3 columns
                    userId,movieId,rating,timestamp;;7,1,2.0,100;x,1,2.0,100 | line 4 is not of
                    userId,movieId,rating,timestamp;7,1,2.0,99999999999999999 | line 2 is not of
                    user,movieId,rating,timestamp;7,1,2.0,100                | line 1 is not of the sample stream's table; restore it: the header is [user
                    """)
    void shouldNameTheLineThatIsNotOfTheTable(String rows, String problem, @TempDir Path folder) throws IOException {
        pack(folder, "movies.csv.gz", "\uFEFFmovieId,title,year,genres\n1,Heat,1995,Crime\n");
        pack(folder, "ratings.csv.gz", rows.replace(';', '\n'));

        assertThatThrownBy(() -> MovieLens.read(folder))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("ratings.csv.gz, " + problem);
    }

    private static void pack(Path folder, String name, String text) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve(name)))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
