package dev.intarsia.replay.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.events.format.MovieLensFolder;
import dev.intarsia.tasks.movielens.MovieLens;
import dev.intarsia.tasks.movielens.Rating;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UsersTest {
    private static final Path SAMPLE = Path.of("../data/movielens-small");

    @Test
    void shouldPutTheMostActiveFirstAndBreakTiesByTheSmallerNumber() {
        Users users = Users.byActivity(Map.of("10", 5, "9", 5, "2", 7, "b", 5, "a", 5, "100", 1), 3);

        assertThat(users.targets()).containsExactly("2", "9", "10");
        assertThat(users.population()).containsExactly("a", "b", "100");
        assertThat(users.sharers(2)).containsExactly("a", "b");
    }

    @Test
    void shouldMakeEveryUserATargetWhereThereAreFew() {
        Users users = Users.byActivity(Map.of("1", 1), 100);

        assertThat(users.targets()).containsExactly("1");
        assertThat(users.population()).isEmpty();
    }

    @Test
    void shouldRefuseMoreSharersThanThereAreUsers() {
        Users users = Users.byActivity(Map.of("1", 1, "2", 1), 1);

        assertThatThrownBy(() -> users.sharers(2)).isInstanceOf(IllegalArgumentException.class);
    }

    /** None of the base model's training rows may come from a target. */
    @Test
    void shouldSplitTheSampleLikeTheBaseModelsTraining() throws IOException {
        Map<String, Integer> events = MovieLensFolder.open(SAMPLE).ratings().stream()
                .collect(Collectors.groupingBy(Rating::user, Collectors.summingInt(rating -> 1)));

        Users users = Users.byActivity(events, Users.TARGETS);

        MovieLens reference = MovieLens.read(SAMPLE);
        assertThat(users.targets()).isEqualTo(reference.targetUsers());
        assertThat(users.population()).isEqualTo(reference.populationUsers());
        assertThat(events.get(users.targets().get(99))).isEqualTo(255);
    }

    @Test
    void shouldHoldOutTheLastFifth() {
        List<Integer> events = IntStream.range(0, 14).boxed().toList();

        HeldOut<Integer> parts = HeldOut.lastFifth(events);

        assertThat(parts.history()).isEqualTo(events.subList(0, 11));
        assertThat(parts.heldOut()).containsExactly(11, 12, 13);
        assertThat(HeldOut.lastFifth(List.of(1)).history()).isEmpty();
    }
}
