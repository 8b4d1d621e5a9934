package dev.intarsia.model.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.tasks.PastEvent;
import dev.intarsia.tasks.Tasks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateProfileTest {
    @Test
    void shouldNameTheMiddleRatingAndWhatStandsOut() {
        List<PastEvent> history = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            history.add(rating("Drama, Crime", "5.0"));
            history.add(rating("Crime, Comedy", "2.0"));
            history.add(rating("Horror", "1.0"));
        }

        assertThat(profile("movie-rating", history))
                .isEqualTo(
                        "mostly 2.0, from 1.0 to 5.0; likes Drama (5.0), Crime (3.5); dislikes Comedy (2.0), Horror (1.0)");
    }

    @Test
    void shouldSayLittleAboutAShortHistory() {
        assertThat(profile("movie-rating", List.of(rating("Drama", "4.0")))).isEqualTo("mostly 4.0, from 4.0 to 4.0");
    }

    @Test
    void shouldNameFrequentLabels() {
        List<PastEvent> history = List.of(
                new PastEvent(Map.of("description", "x"), "classic"),
                new PastEvent(Map.of("description", "y"), "comedy"),
                new PastEvent(Map.of("description", "z"), "comedy"));

        assertThat(profile("lamp-2m", history)).isEqualTo("usually comedy, classic");
    }

    @Test
    void shouldNameFrequentWordsOfTexts() {
        List<PastEvent> history = List.of(
                new PastEvent(Map.of(), "Deep networks learn"), new PastEvent(Map.of(), "On training networks"));

        assertThat(profile("lamp-5", history)).isEqualTo("often writes of networks");
    }

    private static PastEvent rating(String genres, String stars) {
        return new PastEvent(Map.of("title", "Film", "genres", genres), stars);
    }

    private static String profile(String task, List<PastEvent> history) {
        return new TemplateProfile(Tasks.bundled().require(task))
                .write(List.of(new ProfileWriter.Subject("a", history)))
                .get(0);
    }
}
