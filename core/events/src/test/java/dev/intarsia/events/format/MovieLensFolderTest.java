package dev.intarsia.events.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.intarsia.events.parse.EventLimits;
import dev.intarsia.events.parse.EventRules;
import dev.intarsia.schemas.avro.BehaviorEvent;
import dev.intarsia.tasks.Tasks;
import dev.intarsia.tasks.movielens.MovieLens;
import dev.intarsia.tasks.movielens.NextFilm;
import dev.intarsia.tasks.movielens.Rating;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MovieLensFolderTest {
    private static final Path SAMPLE = Path.of("../../data/movielens-small");
    private static final String RATINGS = "userId,movieId,rating,timestamp\n";
    private static final String FILMS =
            "movieId,title,year,genres\n1,Heat,1995,Action|Crime\n2,\"Matrix, The\",1999,\n";

    private final EventRules rules = new EventRules(Tasks.bundled(), EventLimits.standard(), Clock.systemUTC());

    @TempDir
    Path folder;

    @Test
    void shouldReadTheWholeSample() throws IOException {
        MovieLensFolder sample = MovieLensFolder.open(SAMPLE);

        assertThat(sample.ratings())
                .hasSize(100_004)
                .isSortedAccordingTo((a, b) -> a.time().compareTo(b.time()));
        assertThat(sample.films()).hasSize(9_066);
        assertThat(sample.unreadable()).isEmpty();
    }

    /** The base model is trained on the rows of that reader: both must see the same films and choices. */
    @Test
    void shouldGiveTheSampleTheFieldsTheBaseModelWasTrainedOn() throws IOException {
        MovieLens reference = MovieLens.read(SAMPLE);

        List<BehaviorEvent> events = events(SAMPLE, Set.of("movie-rating", "next-movie"));

        List<BehaviorEvent> ratings = ofTask(events, "movie-rating");
        assertThat(ratings).hasSameSizeAs(reference.ratings());
        for (int i = 0; i < ratings.size(); i++) {
            Rating rating = reference.ratings().get(i);
            assertThat(ratings.get(i).getInput()).isEqualTo(rating.film().input());
            assertThat(ratings.get(i).getOutput()).isEqualTo(rating.stars());
            assertThat(ratings.get(i).getEventId()).isEqualTo(rating.id());
        }
        Map<String, List<BehaviorEvent>> choices =
                ofTask(events, "next-movie").stream().collect(Collectors.groupingBy(BehaviorEvent::getUser));
        reference
                .byUser()
                .forEach((user, own) -> assertThat(choices.getOrDefault(user, List.of()))
                        .extracting(BehaviorEvent::getInput, BehaviorEvent::getOutput, BehaviorEvent::getTime)
                        .containsExactlyElementsOf(NextFilm.of(own).stream()
                                .map(next -> tuple(next.input(), next.output(), next.time()))
                                .toList()));
    }

    @Test
    void shouldReadTheOriginalLayoutWithTheYearInTheTitle() throws IOException {
        write("""
                movieId,title,genres
                1,"Matrix, The (1999)",Action|Sci-Fi
                2,Babylon 5,(no genres listed)
                3,"Am""é""lie (Fabuleux destin, Le) (2001) ",Comedy
                """, RATINGS + "9,1,4.0,100\n9,2,0.5,101\n9,3,5,102\n");

        List<BehaviorEvent> events = events(folder, Set.of("movie-rating"));

        assertThat(events)
                .extracting(BehaviorEvent::getInput)
                .containsExactly(
                        Map.of("title", "The Matrix", "year", "1999", "genres", "Action, Sci-Fi"),
                        Map.of("title", "Babylon 5"),
                        Map.of("title", "Am\"é\"lie (Fabuleux destin, Le)", "year", "2001", "genres", "Comedy"));
        assertThat(events).extracting(BehaviorEvent::getOutput).containsExactly("4.0", "0.5", "5.0");
    }

    /** Tabs, bars, Latin-1 and flags for genres, as in the release of 100,000 ratings. */
    @Test
    void shouldReadTheOldestRelease() throws IOException {
        String latin = """
                1|Toy Story (1995)|01-Jan-1995||http://x|0|0|0|1|1|1|0|0|0|0|0|0|0|0|0|0|0|0|0
                2|Misérables, Les (1995)|01-Jan-1995||http://x|0|0|0|0|0|0|0|0|1|0|0|0|1|0|0|0|0|0|0
                267|unknown||||1|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0
                3|Short|||
                4|Odd (1990)||||0|2|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0
                """;
        Files.write(folder.resolve("u.item"), latin.getBytes(StandardCharsets.ISO_8859_1));
        Files.writeString(
                folder.resolve("u.data"),
                "196\t2\t3\t881250949\n186\t1\t5\t891717742\n9\t267\t1\t900000000\n9\t4\t1\t1\n");

        MovieLensFolder oldest = MovieLensFolder.open(folder);
        List<Entry> entries = JsonLinesTest.all(oldest.events(Set.of("movie-rating"), rules));

        assertThat(entries)
                .filteredOn(Entry.Event.class::isInstance)
                .map(entry -> ((Entry.Event) entry).event())
                .extracting(BehaviorEvent::getEventId, BehaviorEvent::getInput, BehaviorEvent::getOutput)
                .containsExactly(
                        tuple(
                                "rating-196-2-881250949-3.0",
                                Map.of("title", "Les Misérables", "year", "1995", "genres", "Drama, Musical"),
                                "3.0"),
                        tuple(
                                "rating-186-1-891717742-5.0",
                                Map.of("title", "Toy Story", "year", "1995", "genres", "Animation, Children, Comedy"),
                                "5.0"),
                        tuple("rating-9-267-900000000-1.0", Map.of("title", "unknown"), "1.0"));
        assertThat(oldest.unreadable())
                .extracting(bad -> bad.source() + ":" + bad.line())
                .containsExactly("u.item:4", "u.item:5", "u.data:4");
    }

    @Test
    void shouldOrderByTimeThenUserThenFilm() throws IOException {
        write(FILMS, RATINGS + "10,1,4.0,200\n9,2,4.0,200\n9,1,4.0,200\n11,1,4.0,100\n");

        assertThat(events(folder, Set.of("movie-rating")))
                .extracting(BehaviorEvent::getEventId)
                .containsExactly(
                        "rating-11-1-100-4.0", "rating-9-1-200-4.0", "rating-9-2-200-4.0", "rating-10-1-200-4.0");
    }

    @Test
    void shouldKeepUnreadableLinesApart() throws IOException {
        write(
                FILMS + "x,Y,1990,\n1,Again,1990,\n4,Short\n",
                RATINGS
                        + "9,1,4.0,100\n9,1,4.0\nu,1,4.0,100\n9,7,4.0,100\n9,1,nine,100\n9,1,6,100\n9,1,4.3,100\n"
                        + "9,1,4.0,32503680000\n9,1,4.0,99999999999999999\n9,1,4.0,-5\n");

        MovieLensFolder movieLens = MovieLensFolder.open(folder);
        List<Entry> entries = JsonLinesTest.all(movieLens.events(Set.of("movie-rating"), rules));

        assertThat(entries)
                .filteredOn(Entry.Unreadable.class::isInstance)
                .map(Entry.Unreadable.class::cast)
                .extracting(bad -> bad.source() + ":" + bad.line() + " "
                        + bad.problems().get(0).field())
                .containsExactlyInAnyOrder(
                        "movies.csv:4 film",
                        "movies.csv:5 film",
                        "movies.csv:6 film",
                        "ratings.csv:3 line",
                        "ratings.csv:4 userId",
                        "ratings.csv:5 movieId",
                        "ratings.csv:6 rating",
                        "ratings.csv:7 rating",
                        "ratings.csv:8 output",
                        "ratings.csv:9 time",
                        "ratings.csv:10 timestamp",
                        "ratings.csv:11 time");
        assertThat(entries).filteredOn(Entry.Event.class::isInstance).hasSize(1);
    }

    @Test
    void shouldRefuseAnotherHeader() throws IOException {
        write(FILMS, "user,item,rating,timestamp\n");

        assertThatThrownBy(() -> MovieLensFolder.open(folder))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("ratings.csv begins with another header");
    }

    @Test
    void shouldRefuseFilmsThatAreNotUtf8() throws IOException {
        write(FILMS, RATINGS);
        Files.write(
                folder.resolve("movies.csv"),
                "movieId,title,genres\n1,Amélie,\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> MovieLensFolder.open(folder))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("movies.csv is not CSV in UTF-8");
    }

    @Test
    void shouldNameTheFileThatIsMissing() {
        assertThatThrownBy(() -> MovieLensFolder.open(folder))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("holds neither movies.csv nor movies.csv.gz");
    }

    @Test
    void shouldRefuseATaskItHasNoEventsFor() throws IOException {
        write(FILMS, RATINGS);
        MovieLensFolder movieLens = MovieLensFolder.open(folder);

        assertThatThrownBy(() -> movieLens.events(Set.of("news"), rules))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no events of [news]");
    }

    private void write(String films, String ratings) throws IOException {
        Files.writeString(folder.resolve("movies.csv"), films);
        Files.writeString(folder.resolve("ratings.csv"), ratings);
    }

    private List<BehaviorEvent> events(Path from, Set<String> tasks) throws IOException {
        return JsonLinesTest.all(MovieLensFolder.open(from).events(tasks, rules)).stream()
                .map(entry -> ((Entry.Event) entry).event())
                .toList();
    }

    private static List<BehaviorEvent> ofTask(List<BehaviorEvent> events, String task) {
        return events.stream().filter(event -> event.getTask().equals(task)).toList();
    }
}
