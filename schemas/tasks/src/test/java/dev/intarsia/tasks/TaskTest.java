package dev.intarsia.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaskTest {
    private static final Map<String, String> HEAT =
            Map.of("title", "Heat", "year", "1995", "genres", "Action, Crime, Thriller");

    private final Task rating = Tasks.bundled().require("movie-rating");
    private final Task next = Tasks.bundled().require("next-movie");

    @Test
    void shouldRenderThePromptAndTheAnswer() {
        assertThat(rating.prompt(HEAT)).isEqualTo("Film: Heat (1995)\nGenres: Action, Crime, Thriller\nRating:");
        assertThat(rating.answer("4.5")).isEqualTo(" 4.5");
        assertThat(next.prompt(Map.of("liked", "Heat (1995)"))).isEqualTo("Liked: Heat (1995)\nNext:");
    }

    @Test
    void shouldLeaveOutWhatIsNotGiven() {
        assertThat(rating.prompt(Map.of("title", "Heat"))).isEqualTo("Film: Heat\nRating:");
    }

    @Test
    void shouldPutProfileAndHistoryBeforeThePrompt() {
        String prompt = rating.prompt(
                Map.of("title", "Heat"),
                List.of(
                        new PastEvent(Map.of("title", "Fargo", "year", "1996"), "5.0"),
                        new PastEvent(Map.of("title", "Speed"), "2.5")),
                "Likes crime.");

        assertThat(prompt)
                .isEqualTo("Profile: Likes crime.\nRated before: Fargo (1996) 5.0; Speed 2.5\nFilm: Heat\nRating:");
        assertThat(rating.prompt(HEAT, List.of(), null)).isEqualTo(rating.prompt(HEAT));
    }

    @Test
    void shouldNeverReadAValueAsATemplateNorEscapeIt() {
        String hostile = "{{ 7 * 7 }}{% for i in [1] %}x{% endfor %} & <b> '\"";

        assertThat(rating.prompt(Map.of("title", hostile))).isEqualTo("Film: " + hostile + "\nRating:");
        assertThat(rating.personalPart(List.of(new PastEvent(Map.of("title", "A"), "{{ 1 + 1 }}")), "{{ 2 }}"))
                .contains("{{ 1 + 1 }}", "{{ 2 }}");
    }

    @Test
    void shouldAcceptAGoodEvent() {
        assertThat(rating.validate(HEAT, "3.5")).isEmpty();
        assertThat(next.validate(Map.of("liked", "Heat (1995)"), "Fargo (1996)"))
                .isEmpty();
    }

    @Test
    void shouldNameEveryFieldThatIsWrong() {
        List<Violation> found =
                rating.validate(Map.of("director", "Mann", "genres", "x".repeat(301), "year", "1995"), "4.2");

        assertThat(found)
                .extracting(Violation::field)
                .containsExactlyInAnyOrder("director", "genres", "title", "output");
        assertThat(found)
                .extracting(Violation::toString)
                .anySatisfy(text -> assertThat(text).contains("use only title, year, genres"))
                .anySatisfy(text -> assertThat(text).contains("301 characters; shorten it to 300"))
                .anySatisfy(text -> assertThat(text).contains("'4.2' is not an answer", "0.5, 1.0"));
    }

    @Test
    void shouldNameAMissingOutput() {
        assertThat(rating.validate(HEAT, null)).extracting(Violation::field).containsExactly("output");
        assertThat(next.validate(Map.of("liked", "Heat"), " "))
                .extracting(Violation::field)
                .containsExactly("output");
    }

    @Test
    void shouldTakeTheMedianOfAScale() {
        Answer.Scale scale = (Answer.Scale) rating.answer();

        assertThat(scale.value("4.5")).isEqualTo(4.5);
        assertThat(scale.median(new double[] {0.4, 0, 0, 0, 0, 0.2, 0, 0, 0, 0.4}))
                .isEqualTo("3.0");
        assertThat(scale.median(new double[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 7})).isEqualTo("5.0");
        assertThat(scale.median(new double[] {1, 1, 0, 0, 0, 0, 0, 0, 0, 0})).isEqualTo("0.5");
        assertThatThrownBy(() -> scale.median(new double[3])).hasMessageContaining("10 labels");
        assertThatThrownBy(() -> scale.value("4")).hasMessageContaining("use one of");
    }
}
