package dev.intarsia.pretrain.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.tasks.movielens.Film;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CorpusTextsTest {
    private static final String LONG = "A man who has lost everything walks into the desert and meets another.";

    @Test
    void shouldReadDistinctReviewsWithoutMarkup() throws IOException {
        String json = """
                [{"t": "Good.<br /><br />Very \\\\ good.", "s": 1}, {"s": 0, "t": "Bad  film"}, {"t": "Bad film", "s": 0}]
                """;

        List<String> reviews = Reviews.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));

        assertThat(reviews).containsExactly("Good. Very good.", "Bad film");
    }

    @Test
    void shouldReadFieldsOverSeveralLinesAndCountBrokenRows() throws IOException {
        String table = "genres,overview,release_date,title\n"
                + "\"[{'id': 1, 'name': 'Drama'}, {'id': 2, 'name': \"\"Children's\"\"}]\",\"" + LONG
                + "\nHe stays.\",1995-10-30,Heat\n"
                + "broken row\n"
                + "[],too short,1990-01-01,Brief\n"
                + "[],\"" + LONG + "\",,Undated\n";

        Overviews overviews = Overviews.read(new StringReader(table));

        assertThat(overviews.skipped()).isEqualTo(2);
        assertThat(overviews.overviews())
                .containsExactly(
                        new Overview("Heat", "1995", "Drama, Children's", LONG + " He stays."),
                        new Overview("Undated", "", "", LONG));
    }

    @Test
    void shouldJoinFilmsByTitleAndYear() {
        Film matrix = new Film(1, "The Matrix", "1999", "Action, Sci-Fi");
        Film heat = new Film(2, "Heat", "1995", "Crime");
        FilmTexts texts = FilmTexts.join(
                List.of(matrix, heat),
                List.of(
                        new Overview("the matrix!", "1999", "Action", LONG),
                        new Overview("Heat", "1986", "", LONG),
                        new Overview("Matrix, The", "1999", "", "a second entry of the same film")));

        assertThat(texts.known()).containsExactly("Film: The Matrix (1999)\nGenres: Action, Sci-Fi\nOverview: " + LONG);
        assertThat(texts.others()).containsExactly("Film: Heat (1986)\nOverview: " + LONG);
    }
}
