package dev.intarsia.stack.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.stack.demo.Round.Played;
import dev.intarsia.tasks.movielens.Film;
import dev.intarsia.tasks.movielens.Rating;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoundTest {
    @Test
    void shouldPlayEveryEventOnceInEachUsersOwnOrder() {
        DemoUser longer = person("a", 25);
        DemoUser shorter = person("b", 7);

        List<Round> rounds = Round.cut(List.of(longer, shorter), 4, 1);

        assertThat(played(rounds, longer)).containsExactlyElementsOf(indices(25));
        assertThat(played(rounds, shorter)).containsExactlyElementsOf(indices(7));
    }

    @Test
    void shouldStretchShorterHistoriesOverTheSameRounds() {
        List<Round> rounds = Round.cut(List.of(person("a", 40), person("b", 10)), 4, 1);

        assertThat(rounds)
                .hasSize(10)
                .allSatisfy(round -> assertThat(round.events()).hasSize(5));
        assertThat(rounds).extracting(Round::number).containsExactlyElementsOf(indices(10));
        assertThat(rounds).extracting(Round::of).containsOnly(10);
    }

    @Test
    void shouldScoreTheLastFifthOfEachHistory() {
        DemoUser person = person("a", 23);

        List<Integer> scored = Round.cut(List.of(person), 4, 1).stream()
                .flatMap(round -> round.events().stream())
                .filter(Played::scored)
                .map(Played::index)
                .toList();

        assertThat(scored).containsExactly(18, 19, 20, 21, 22);
    }

    @Test
    void shouldLetGroupsTakeTurnsWithEveryoneInOneOfThem() {
        List<DemoUser> people = List.of(person("a", 8), person("b", 8), person("c", 8));

        List<Round> rounds = Round.cut(people, 4, 2);

        assertThat(rounds.stream().map(Round::people))
                .containsExactly(List.of("a", "c"), List.of("b"), List.of("a", "c"), List.of("b"));
        assertThat(rounds.stream().map(Round::group)).containsExactly(0, 1, 0, 1);
        assertThat(rounds.stream().map(Round::number)).containsExactly(0, 0, 1, 1);
        people.forEach(person -> assertThat(played(rounds, person)).containsExactlyElementsOf(indices(8)));
    }

    @Test
    void shouldMakeNoRoundsOfGroupsWithoutPeople() {
        assertThat(Round.cut(List.of(person("a", 8)), 4, 2)).hasSize(2);
    }

    private static List<Integer> played(List<Round> rounds, DemoUser person) {
        return rounds.stream()
                .flatMap(round -> round.events().stream())
                .filter(event -> event.person().equals(person))
                .map(Played::index)
                .toList();
    }

    private static List<Integer> indices(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    static DemoUser person(String user, int events) {
        return new DemoUser(
                user,
                IntStream.range(0, events)
                        .mapToObj(i ->
                                new Rating(user, new Film(i, "Film " + i, "1999", ""), "4.0", Instant.ofEpochSecond(i)))
                        .toList());
    }
}
