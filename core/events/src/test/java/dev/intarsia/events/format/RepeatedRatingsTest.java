package dev.intarsia.events.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.intarsia.events.parse.EventLimits;
import dev.intarsia.events.parse.EventRules;
import dev.intarsia.schemas.avro.BehaviorEvent;
import dev.intarsia.tasks.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People change their minds; exports repeat their lines. */
class RepeatedRatingsTest {
    private static final String HEADER = "userId,movieId,rating,timestamp\n";

    private final EventRules rules = new EventRules(Tasks.bundled(), EventLimits.standard(), Clock.systemUTC());

    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(
                folder.resolve("movies.csv"),
                "movieId,title,genres\n1,Heat (1995),Crime\n2,Ronin (1998),Action\n3,Fargo (1996),Crime\n");
    }

    @Test
    void shouldTakeALaterRatingOfTheSameFilmForAnEventOfItsOwn() throws IOException {
        List<BehaviorEvent> events =
                events("7,1,2.0,1100000000\n7,1,4.5,1115768000\n7,2,3.0,1100000100\n", "movie-rating");

        assertThat(events)
                .extracting(BehaviorEvent::getEventId, BehaviorEvent::getOutput)
                .containsExactly(
                        tuple("rating-7-1-1100000000-2.0", "2.0"),
                        tuple("rating-7-2-1100000100-3.0", "3.0"),
                        tuple("rating-7-1-1115768000-4.5", "4.5"));
    }

    @Test
    void shouldGiveTheSameLineTwiceOneId() throws IOException {
        List<BehaviorEvent> events = events("7,2,3.0,1100000100\n7,2,3,1100000100\n", "movie-rating");

        assertThat(events).extracting(BehaviorEvent::getEventId).containsOnly("rating-7-2-1100000100-3.0");
    }

    @Test
    void shouldTellTwoOpinionsOfOneSecondApartAndKeepTheOrderOfTheFile() throws IOException {
        List<BehaviorEvent> events = events("7,2,3.5,1100000100\n7,2,1.0,1100000100\n", "movie-rating");

        assertThat(events)
                .extracting(BehaviorEvent::getEventId)
                .containsExactly("rating-7-2-1100000100-3.5", "rating-7-2-1100000100-1.0");
    }

    @Test
    void shouldNotLikeAFilmTwiceForALineThatIsRepeated() throws IOException {
        String liked = "7,1,4.0,100\n7,1,4.0,100\n7,2,4.0,101\n7,3,5.0,102\n7,1,4.5,103\n";

        assertThat(events(liked, "next-movie"))
                .extracting(BehaviorEvent::getEventId, event -> event.getInput().get("liked"), BehaviorEvent::getOutput)
                .containsExactly(tuple("next-7-1-103", "Heat (1995); Ronin (1998); Fargo (1996)", "Heat (1995)"));
    }

    private List<BehaviorEvent> events(String ratings, String task) throws IOException {
        Files.writeString(folder.resolve("ratings.csv"), HEADER + ratings);
        return JsonLinesTest.all(FileFormat.MOVIELENS.open(folder, Set.of(task), rules)).stream()
                .map(entry -> ((Entry.Event) entry).event())
                .toList();
    }
}
