package dev.intarsia.replay.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.tasks.Tasks;
import dev.intarsia.tasks.UnknownTaskException;
import dev.intarsia.tasks.movielens.MovieLens;
import dev.intarsia.tasks.movielens.Rating;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MovieLensSourceTest {
    private static final Path SAMPLE = Path.of("../data/movielens-small");
    private static final String FILMS = "movieId,title,genres\n1,Heat (1995),Crime\n2,Casino (1995),Crime|Drama\n";

    private final Sources sources = new Sources(Tasks.bundled(), Clock.systemUTC());

    @TempDir
    Path folder;

    /** The base model is trained on the rows of that reader: a replay must ask in the same words. */
    @Test
    void shouldReadTheSampleLikeTheBaseModelsTraining() throws IOException {
        Recording recording =
                sources.read(SourceOptions.of(SAMPLE.toString()).spec(Instant.now()), ReadingListener.NONE);

        List<Rating> reference = MovieLens.read(SAMPLE).ratings();
        assertThat(recording.name()).isEqualTo("movielens-small");
        assertThat(recording.task()).isEqualTo("movie-rating");
        assertThat(recording.questions()).isEmpty();
        assertThat(recording.excluded().total()).isZero();
        List<RecordedEvent> expected = reference.stream()
                .map(rating -> new RecordedEvent(
                        rating.id(),
                        rating.user(),
                        rating.time(),
                        "movie-rating",
                        rating.film().input(),
                        rating.stars()))
                .toList();
        // Not compared one by one by the assertion library, which takes seconds to do so.
        assertThat(recording.events().equals(expected)).isTrue();
    }

    @Test
    void shouldReadAnotherTaskOfTheSameFolder() throws IOException {
        Recording recording = sources.read(new SourceSpec.MovieLens(SAMPLE, "next-movie"), ReadingListener.NONE);

        assertThat(recording.task()).isEqualTo("next-movie");
        assertThat(recording.events())
                .hasSizeGreaterThan(40_000)
                .allMatch(event -> event.id().startsWith("next-"));
    }

    @Test
    void shouldCountUnreadableLinesPerFileAndSayWhy() throws IOException {
        Files.writeString(folder.resolve("movies.csv"), FILMS + "x,Nothing,\n");
        Files.writeString(
                folder.resolve("ratings.csv"),
                "userId,movieId,rating,timestamp\n9,1,4.0,100\n9,2,4.3,101\n9,2\n9,1,2.0,102\n9,2,1.0,103\n9,1,4.0,100\n");
        List<String> told = new ArrayList<>();

        Recording recording = sources.read(new SourceSpec.MovieLens(folder, "movie-rating"), listener(told));

        assertThat(recording.events()).extracting(RecordedEvent::output).containsExactly("4.0", "2.0", "1.0");
        assertThat(recording.excluded().counts())
                .isEqualTo(Map.of(
                        "unreadable line of movies.csv", 1L,
                        "unreadable line of ratings.csv", 2L,
                        "event recorded before", 1L));
        assertThat(told)
                .anySatisfy(line -> assertThat(line).contains("ratings.csv, line 3", "'4.3' is not an answer"))
                .anySatisfy(line -> assertThat(line).contains("event rating-9-1-100-4.0", "earlier event of user 9"));
    }

    /** A film rated twice is two opinions; the same line twice is one. */
    @Test
    void shouldKeepALaterRatingOfTheSameFilm() throws IOException {
        Files.writeString(folder.resolve("movies.csv"), FILMS);
        Files.writeString(
                folder.resolve("ratings.csv"),
                "userId,movieId,rating,timestamp\n7,1,2.0,1100000000\n7,1,4.5,1115768000\n7,2,3.0,1100000100\n"
                        + "7,2,3.0,1100000100\n");

        Recording recording = sources.read(new SourceSpec.MovieLens(folder, "movie-rating"), ReadingListener.NONE);

        assertThat(recording.events()).extracting(RecordedEvent::output).containsExactly("2.0", "3.0", "4.5");
        assertThat(recording.excluded().counts()).isEqualTo(Map.of("event recorded before", 1L));
        assertThat(recording.ties()).isZero();
    }

    @Test
    void shouldBeTheSameRecordingInAnyFolder() throws IOException {
        Path other = Files.createDirectory(folder.resolve("elsewhere"));
        String ratings = "userId,movieId,rating,timestamp\n9,1,4.0,100\n8,1,5.0,90\n";
        for (Path place : List.of(folder, other)) {
            Files.writeString(place.resolve("movies.csv"), FILMS);
        }
        Files.writeString(folder.resolve("ratings.csv"), ratings);
        Files.writeString(other.resolve("ratings.csv"), ratings + "\n");
        SourceSpec here = new SourceSpec.MovieLens(folder, "movie-rating");
        SourceSpec there = new SourceSpec.MovieLens(other, "movie-rating");

        String digest = sources.read(here, ReadingListener.NONE).digest();

        assertThat(digest).matches("[0-9a-f]{64}");
        assertThat(sources.read(there, ReadingListener.NONE).digest()).isEqualTo(digest);
        Files.writeString(other.resolve("ratings.csv"), ratings.replace("5.0", "4.5"));
        assertThat(sources.read(there, ReadingListener.NONE).digest()).isNotEqualTo(digest);
    }

    @Test
    void shouldRefuseATaskWithoutAFileAndAFolderWithoutRatings() throws IOException {
        assertThatThrownBy(() -> sources.read(new SourceSpec.MovieLens(SAMPLE, "mood"), ReadingListener.NONE))
                .isInstanceOf(UnknownTaskException.class);
        Files.writeString(folder.resolve("movies.csv"), FILMS);
        Files.writeString(folder.resolve("ratings.csv"), "userId,movieId,rating,timestamp\n");
        assertThatThrownBy(() -> sources.read(new SourceSpec.MovieLens(folder, "movie-rating"), ReadingListener.NONE))
                .isInstanceOf(UnusableSourceException.class)
                .hasMessageContaining("Nothing in " + folder.getFileName());
    }

    private static ReadingListener listener(List<String> told) {
        return new ReadingListener() {
            @Override
            public void leftOut(String where, String why) {
                told.add(where + ": " + why);
            }
        };
    }
}
