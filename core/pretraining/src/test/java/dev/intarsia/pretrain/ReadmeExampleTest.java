package dev.intarsia.pretrain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.pretrain.corpus.FilmTexts;
import dev.intarsia.pretrain.corpus.Overview;
import dev.intarsia.tasks.movielens.Film;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The example of the module's README, compiled and run as it stands there. */
class ReadmeExampleTest {
    @Test
    void shouldRunTheExampleOfTheReadme() throws Exception {
        // example
        Film heat = new Film(6, "Heat", "1995", "Crime, Thriller");
        List<Overview> overviews = List.of(
                new Overview("Heat", "1995", "Crime", "A detective hunts a thief."),
                new Overview("Babe", "1995", "Comedy", "A pig herds sheep."));

        FilmTexts texts = FilmTexts.join(List.of(heat), overviews);
        String known = texts.known().get(0);
        String other = texts.others().get(0);
        // end of example

        assertThat(known).isEqualTo("Film: Heat (1995)\nGenres: Crime, Thriller\nOverview: A detective hunts a thief.");
        assertThat(other).isEqualTo("Film: Babe (1995)\nGenres: Comedy\nOverview: A pig herds sheep.");
    }
}
