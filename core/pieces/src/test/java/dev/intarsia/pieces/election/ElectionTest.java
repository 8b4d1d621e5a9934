package dev.intarsia.pieces.election;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.pieces.infer.LossChange;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ElectionTest {
    private static final Instant FIRST = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant LATER = FIRST.plusSeconds(3600);
    private static final ElectionRules RULES = new ElectionRules(3, 10, 1.25, 1.5, 1);

    private final Map<String, Candidate> candidates = new TreeMap<>();

    @Test
    void shouldElectEveryCandidateWhileThereAreSeats() {
        candidate("ada", 11, 0, 0);
        candidate("bob", 99, 9, 9);

        Roster roster = hold(Roster.empty());

        assertThat(roster.seats())
                .isEqualTo(Map.of("bob", new Seat(0, 1, 99, FIRST), "ada", new Seat(1, 1, 11, FIRST)));
    }

    @Test
    void shouldAskForMoreThanTheLeastNumberOfEventsAndForAShare() {
        candidate("few", 10, 0, 0);
        candidates.put("none", new Candidate(100, 0, new float[2]));

        assertThat(hold(Roster.empty()).seats()).isEmpty();
    }

    @Test
    void shouldElectTheLongestHistoryOfEachCluster() {
        threeClustersOfThree();

        Roster roster = hold(Roster.empty());

        assertThat(roster.seats()).containsOnlyKeys("a3", "b3", "c3");
        assertThat(roster.seats().values()).extracting(Seat::cluster).containsExactlyInAnyOrder(0, 1, 2);
        assertThat(roster.contested()).isEqualTo(9);
    }

    @Test
    void shouldChangeNothingWhereNothingChanged() {
        threeClustersOfThree();
        Roster roster = hold(Roster.empty());

        assertThat(Election.hold(RULES, candidates, roster, LATER)).isEqualTo(roster);
    }

    @Test
    void shouldKeepSharersWhenACandidateOrTwoJoin() {
        threeClustersOfThree();
        Roster roster = hold(Roster.empty());
        candidate("b4", 1000, 50, 1);
        candidate("d1", 1000, 200, 200);

        assertThat(Election.hold(RULES, candidates, roster, LATER)).isEqualTo(roster);
    }

    @Test
    void shouldLetAMuchLongerHistoryTakeTheSeatWhenCandidatesHaveGrown() {
        threeClustersOfThree();
        Roster roster = hold(Roster.empty());
        candidate("a4", 45, 0, 1);
        candidate("b4", 46, 50, 1);
        candidate("b5", 20, 50, 2);

        Roster next = Election.hold(RULES, candidates, roster, LATER);

        assertThat(next.seats()).containsOnlyKeys("a3", "b4", "c3");
        assertThat(next.seats().get("a3")).isEqualTo(roster.seats().get("a3"));
        assertThat(next.seats().get("b4"))
                .isEqualTo(new Seat(roster.seats().get("b3").cluster(), 1, 46, LATER));
        assertThat(next.contested()).isEqualTo(12);
    }

    @Test
    void shouldExcludeAHarmfulSharerUntilTheHistoryHasDoubled() {
        threeClustersOfThree();
        Roster roster = hold(Roster.empty());
        Map<String, LossChange> harmful =
                Map.of("b3", new LossChange(0.5, 0.1, -0.1, 0.01, 32), "a1", new LossChange(0.5, 0.1, -0.1, 0.01, 32));

        Roster next = Election.hold(RULES, candidates, harmful, roster, LATER);
        long events = candidates.get("b3").events();
        candidate("b3", 2 * events - 1, 50, 0);
        Roster still = Election.hold(RULES, candidates, next, LATER.plusSeconds(1));
        candidate("b3", 2 * events, 50, 0);
        Roster again = Election.hold(RULES, candidates, next, LATER.plusSeconds(1));
        candidates.remove("b3");
        Roster gone = Election.hold(RULES, candidates, next, LATER.plusSeconds(1));

        assertThat(next.seats()).containsOnlyKeys("a3", "b2", "c3");
        assertThat(next.excluded()).containsOnlyKeys("b3").containsValue(new Exclusion(events, 0.5, LATER));
        assertThat(still).isEqualTo(next);
        assertThat(again.excluded()).isEmpty();
        assertThat(gone.excluded()).isEmpty();
    }

    @Test
    void shouldSeatAReleasedSharerWhateverIsMeasuredUntilTheHistoryHasGrownByAQuarter() {
        threeClustersOfThree();
        Roster roster = hold(Roster.empty());
        Map<String, LossChange> harmful = Map.of("b3", new LossChange(0.5, 0.1, -0.1, 0.01, 32));
        long events = candidates.get("b3").events();
        Roster without = Election.hold(RULES, candidates, harmful, roster, LATER);
        candidates.keySet().removeIf(user -> user.startsWith("b") && !user.equals("b3"));

        Roster released = Election.hold(RULES, candidates, harmful, without.releasing(Map.of("b3", events)), LATER);
        Roster still = Election.hold(RULES, candidates, harmful, released, LATER.plusSeconds(1));
        candidate("b3", (5 * events + 3) / 4, 50, 0);
        Roster again = Election.hold(RULES, candidates, harmful, released, LATER.plusSeconds(2));

        assertThat(without.excluded()).containsOnlyKeys("b3");
        assertThat(released.excluded()).isEmpty();
        assertThat(released.seats()).containsKey("b3");
        assertThat(released.released()).containsOnlyKeys("b3");
        assertThat(still).isEqualTo(released);
        assertThat(again.excluded()).containsOnlyKeys("b3");
        assertThat(again.released()).isEmpty();
    }

    @Test
    void shouldKnowNothingOfAReleasedSharerWhoIsNoCandidateAnyMore() {
        threeClustersOfThree();
        Map<String, LossChange> harmful = Map.of("b3", new LossChange(0.5, 0.1, -0.1, 0.01, 32));
        Roster released = Election.hold(RULES, candidates, harmful, hold(Roster.empty()), LATER)
                .releasing(Map.of("b3", candidates.get("b3").events()));

        candidates.remove("b3");

        assertThat(Election.hold(RULES, candidates, harmful, released, LATER).released())
                .isEmpty();
    }

    @Test
    void shouldFillAVacancyFromTheClusterThatLostItsSharer() {
        threeClustersOfThree();
        Roster roster = hold(Roster.empty());
        candidates.remove("b3");

        Roster next = Election.hold(RULES, candidates, roster, LATER);

        assertThat(next.seats()).containsOnlyKeys("a3", "b2", "c3");
        assertThat(next.seats().get("b2").cluster())
                .isEqualTo(roster.seats().get("b3").cluster());
        assertThat(next.seats().get("a3")).isEqualTo(roster.seats().get("a3"));
    }

    @Test
    void shouldGiveSeatsLeftOverToTheLongestHistories() {
        for (int user = 0; user < 8; user++) {
            candidate("same" + user, 20 + user, 1, 1);
        }

        assertThat(hold(Roster.empty()).seats()).containsOnlyKeys("same7", "same6", "same5");
    }

    @Test
    void shouldMoveFromEverybodyToOnePerClusterWhenCandidatesOutgrowTheSeats() {
        candidate("a1", 30, 0, 0);
        candidate("a2", 40, 0, 1);
        candidate("b1", 50, 50, 0);
        Roster everybody = hold(Roster.empty());
        candidate("c1", 20, 0, 50);

        Roster next = Election.hold(RULES, candidates, everybody, LATER);

        assertThat(everybody.seats()).containsOnlyKeys("a1", "a2", "b1");
        assertThat(next.seats()).hasSize(3).containsKeys("b1", "c1");
    }

    /** Whatever happens, seats are held by candidates, never too many, each of its own cluster. */
    @RepeatedTest(20)
    void shouldHoldUpWhateverHappens(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        ElectionRules rules = new ElectionRules(1 + random.nextInt(6), 10, 1.25, 1.5, 7);
        Roster roster = Roster.empty();
        for (int election = 0; election < 30; election++) {
            String user = "user" + random.nextInt(25);
            if (random.nextInt(4) == 0) {
                candidates.remove(user);
            } else {
                candidate(user, random.nextInt(200), random.nextFloat(), random.nextFloat());
            }
            roster = Election.hold(rules, candidates, roster, LATER);
            Set<String> eligible = new TreeSet<>(candidates.keySet());
            eligible.removeIf(name -> candidates.get(name).events() <= 10);
            assertThat(eligible).containsAll(roster.seats().keySet());
            assertThat(roster.seats()).hasSize(Math.min(rules.capacity(), eligible.size()));
            assertThat(new HashSet<>(
                            roster.seats().values().stream().map(Seat::cluster).toList()))
                    .hasSize(roster.seats().size());
            assertThat(Election.hold(rules, candidates, roster, LATER.plusSeconds(1)))
                    .isEqualTo(roster);
        }
    }

    private void threeClustersOfThree() {
        for (int user = 1; user <= 3; user++) {
            candidate("a" + user, 10L * user + 1, 0, user * 0.1f);
            candidate("b" + user, 10L * user, 50, user * 0.1f);
            candidate("c" + user, 10L * user + 2, 0, 50 + user * 0.1f);
        }
        candidate("b1", 11, 50, 0);
    }

    private void candidate(String user, long events, float x, float y) {
        candidates.put(user, new Candidate(events, 1, new float[] {x, y}));
    }

    private Roster hold(Roster before) {
        return Election.hold(RULES, candidates, before, FIRST);
    }
}
