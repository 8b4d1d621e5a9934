package dev.intarsia.model.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.tasks.PastEvent;
import dev.intarsia.tasks.Task;
import dev.intarsia.tasks.Tasks;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UserPastTest {
    private static final Task RATING = Tasks.bundled().require("movie-rating");

    @Test
    void shouldSumUpMoreWheneverTheHistoryHasGrownByAQuarter() {
        int[] written = IntStream.rangeClosed(0, 48)
                .map(ProfileSchedule::summarized)
                .distinct()
                .toArray();

        assertThat(written).containsExactly(0, 1, 2, 3, 4, 5, 7, 9, 12, 15, 19, 24, 30, 38, 48);
    }

    @Test
    void shouldSumUpTheOldestEventsAndNoneThatCameSinceTheLastProfile() {
        UserPast past = new UserPast();
        IntStream.range(0, 6).forEach(i -> past.add(RATING, rating("Film " + i, "4.0")));

        assertThat(past.summarized())
                .extracting(event -> event.input().get("title"))
                .containsExactly("Film 0", "Film 1", "Film 2", "Film 3", "Film 4");
    }

    @Test
    void shouldRetrieveAsManyAsAskedForAndNoneWhereNoneAreAskedFor() {
        UserPast past = new UserPast();
        past.add(RATING, rating("War", "1.0"));
        past.add(RATING, rating("Love", "5.0"));

        assertThat(past.nearest(RATING, Map.of("title", "Love"), 1))
                .extracting(PastEvent::output)
                .containsExactly("5.0");
        assertThat(past.nearest(RATING, Map.of("title", "Love"), 0)).isEmpty();
    }

    private static PastEvent rating(String title, String stars) {
        return new PastEvent(Map.of("title", title), stars);
    }
}
