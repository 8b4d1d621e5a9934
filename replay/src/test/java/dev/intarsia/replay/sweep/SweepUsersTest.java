package dev.intarsia.replay.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.intarsia.replay.fixture.Recordings;
import dev.intarsia.replay.source.RecordedEvent;
import dev.intarsia.replay.source.Recording;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SweepUsersTest {
    private final SweepUsers users =
            SweepUsers.of(Sweeps.recording(11), Sweeps.settings(SweepPeople.POPULATION), Sweeps.TARGETS, event -> true);

    @Test
    void shouldAskPopulationUsersBetweenThePoolAndFurtherSharers() {
        assertThat(users.sharers(SweepPeople.POPULATION)).containsExactly("c", "d", "e", "h");
        assertThat(users.asked(SweepPeople.POPULATION))
                .extracting(AskedUser::user)
                .containsExactly("f", "g");
    }

    @Test
    void shouldLetTheMostActiveOfThePopulationShareForTargets() {
        assertThat(users.sharers(SweepPeople.TARGETS)).containsExactly("c", "d", "e", "f");
        assertThat(users.asked(SweepPeople.TARGETS)).extracting(AskedUser::user).containsExactly("a", "b");
    }

    @Test
    void shouldSampleOnlyWhoNeitherSharesNorIsAsked() {
        assertThat(users.sampled()).containsExactlyInAnyOrder("i", "j", "k");
    }

    @Test
    void shouldAskAboutTheLastFifthAndKnowTheNewestBefore() {
        AskedUser user = users.asked(SweepPeople.POPULATION).get(0);

        assertThat(user.history()).hasSize(10);
        assertThat(user.questions()).hasSize(3);
        assertThat(user.questions().get(0).id()).isEqualTo("f-28");
        assertThat(user.history().get(9).id()).isEqualTo("f-27");
        assertThat(user.newest(4)).extracting(RecordedEvent::id).containsExactly("f-24", "f-25", "f-26", "f-27");
        assertThat(user.newest(50)).hasSize(10);
    }

    @Test
    void shouldSpreadQuestionsEvenly() {
        List<Integer> ten = IntStream.range(0, 10).boxed().toList();

        assertThat(InOrder.spread(ten, 5)).containsExactly(0, 2, 4, 6, 8);
        assertThat(InOrder.spread(ten, 3)).containsExactly(0, 3, 6);
        assertThat(InOrder.spread(ten, 60)).isEqualTo(ten);
    }

    @Test
    void shouldLeaveOutQuestionsThatCannotBeAnswered() {
        SweepUsers fewer = SweepUsers.of(
                Sweeps.recording(11),
                Sweeps.settings(SweepPeople.POPULATION),
                Sweeps.TARGETS,
                event -> !event.id().equals("f-28"));

        assertThat(fewer.asked(SweepPeople.POPULATION).get(0).questions())
                .extracting(RecordedEvent::id)
                .doesNotContain("f-28");
    }

    @Test
    void shouldSayWhereNobodyIsLeftToSample() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SweepUsers.of(
                        Sweeps.recording(8), Sweeps.settings(SweepPeople.POPULATION), Sweeps.TARGETS, event -> true))
                .withMessageContaining("The population has 6 users; 4 sharers and 2 asked users leave nobody");
    }

    @Test
    void shouldRefuseARecordingWithQuestionsOfItsOwn() {
        Recording plain = Sweeps.recording(11);
        Recording asking = new Recording(
                "asking",
                plain.digest(),
                plain.events(),
                List.of(Recordings.rating("a", 999, "Heat", "Action", "4.0")),
                plain.excluded());

        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        SweepUsers.of(asking, Sweeps.settings(SweepPeople.POPULATION), Sweeps.TARGETS, event -> true))
                .withMessageContaining("asks questions of its own");
    }
}
