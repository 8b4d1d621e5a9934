package dev.intarsia.replay.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.intarsia.evaluation.result.Exclusions;
import dev.intarsia.replay.fixture.Recordings;
import dev.intarsia.replay.source.RecordedEvent;
import dev.intarsia.replay.source.Recording;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlanTest {
    @Test
    void shouldKeepTargetsSharersAndOthersApart() {
        Plan plan = Plan.of(Recordings.recording(10, 50, 40, 30, 20), Protocol.TIME_SPLIT, 2, 2, 0);

        assertThat(plan.targets().keySet()).containsExactly("b", "c");
        assertThat(plan.population().sharers().keySet()).containsExactly("d", "e");
        assertThat(plan.population().others().keySet()).containsExactly("a");
        assertThat(plan.population().events().map(RecordedEvent::user)).doesNotContain("b", "c");
    }

    @Test
    void shouldGiveEveryTargetOnlyTheirOwnEvents() {
        Plan plan = Plan.of(Recordings.recording(10, 50, 40), Protocol.PREQUENTIAL, 2, 1, 0);

        plan.targets()
                .forEach((user, turns) -> assertThat(turns)
                        .flatExtracting(turn -> Stream.concat(turn.learned().stream(), turn.asked().stream())
                                .map(RecordedEvent::user)
                                .toList())
                        .containsOnly(user));
    }

    @Test
    void shouldCountWhatAShortHistoryLeavesOut() {
        Plan plan = Plan.of(Recordings.recording(50, 10), Protocol.TIME_SPLIT, 1, 1, 15);

        assertThat(plan.excluded()).isEqualTo(new Exclusions(Map.of("target's event outside the history", 25L)));
    }

    @Test
    void shouldAskOnlyUsersWithQuestionsWhereTheRecordingHasItsOwn() {
        Recording events = Recordings.recording(50, 10, 20);
        List<RecordedEvent> questions = List.of(
                Recordings.rating("b", 90, "Asked", "Drama", "1.0"),
                Recordings.rating("c", 91, "Asked", "Drama", "2.0"));
        Recording recording = new Recording("made-up", "d", events.events(), questions, Exclusions.NONE);

        Plan plan = Plan.of(recording, Protocol.TIME_SPLIT, 1, 1, 0);

        assertThat(plan.targets().keySet()).containsExactly("c");
        assertThat(plan.population().sharers().keySet()).containsExactly("a");
        assertThat(plan.population().others().getOrDefault("b", List.of())).endsWith(questions.get(0));
    }

    @Test
    void shouldRefuseAPlanWithoutTargets() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Plan.of(Recordings.recording(5), Protocol.USER_SPLIT, 0, 0, 0))
                .withMessageContaining("nobody to ask");
    }
}
