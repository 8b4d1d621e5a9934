package dev.intarsia.stack.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.tasks.movielens.MovieLens;
import dev.intarsia.tasks.movielens.Rating;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DemoUsersTest {
    private static final MovieLens STREAM = MovieLens.read(Path.of("../data/movielens-small"));

    private final DemoUsers audience = DemoUsers.of(STREAM, DemoSettings.standard());

    @Test
    void shouldKeepTargetUsersOutOfEverythingTheyAreMeasuredAgainst() {
        Set<String> targets = audience.targets().stream().map(DemoUser::user).collect(Collectors.toSet());

        assertThat(targets).hasSize(100);
        assertThat(audience.sharers()).hasSize(50).noneMatch(sharer -> targets.contains(sharer.user()));
        assertThat(audience.background()).noneMatch(rating -> targets.contains(rating.user()));
    }

    @Test
    void shouldPlayTheLatestEventsInTheOrderOfTime() {
        DemoUser first = audience.targets().get(0);

        assertThat(first.ratings()).hasSize(150).extracting(Rating::time).isSorted();
        assertThat(first.ratings().get(149))
                .isEqualTo(STREAM.byUser().get(first.user()).stream()
                        .reduce((earlier, later) -> later)
                        .orElseThrow());
    }

    @Test
    void shouldTuneOnUsersWhoAreNeitherTargetsNorSharers() {
        DemoUsers tuning = DemoUsers.of(STREAM, new DemoSettings(30, 50, 100, 100, 4, true, Optional.empty()));

        assertThat(tuning.targets())
                .hasSize(30)
                .doesNotContainAnyElementsOf(audience.targets())
                .allSatisfy(person -> assertThat(tuning.sharers())
                        .noneMatch(sharer -> sharer.user().equals(person.user())));
        assertThat(tuning.background())
                .noneMatch(rating -> tuning.targets().stream()
                        .anyMatch(person -> person.user().equals(rating.user())));
    }

    @Test
    void shouldInterviewTheUserWhoseRatingsAreLeastLikeTheOthers() {
        DemoUser one = RoundTest.person("usual", 20);
        DemoUser other = new DemoUser(
                "harsh",
                one.ratings().stream()
                        .map(rating -> new Rating("harsh", rating.film(), "0.5", rating.time()))
                        .toList());

        DemoUser peculiar = new DemoUsers(List.of(), List.of(one, other), one.ratings()).mostPeculiar();

        assertThat(peculiar).isEqualTo(other);
    }
}
