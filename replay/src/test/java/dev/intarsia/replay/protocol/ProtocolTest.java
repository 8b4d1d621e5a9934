package dev.intarsia.replay.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.intarsia.replay.fixture.Recordings;
import dev.intarsia.replay.source.RecordedEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProtocolTest {
    private static final List<RecordedEvent> EVENTS = Recordings.of("a", 10);

    @Test
    void shouldAskTheLastFifthAfterTheFirstFourFifths() {
        assertThat(Protocol.TIME_SPLIT.turns(EVENTS, List.of(), 0))
                .containsExactly(new ProtocolStep(EVENTS.subList(0, 8), EVENTS.subList(8, 10)));
    }

    @Test
    void shouldLearnOnlyTheNewestEventsOfALimitedHistory() {
        assertThat(Protocol.TIME_SPLIT.turns(EVENTS, List.of(), 3))
                .containsExactly(new ProtocolStep(EVENTS.subList(5, 8), EVENTS.subList(8, 10)));
    }

    @Test
    void shouldAskEachEventBeforeItIsLearned() {
        List<ProtocolStep> turns = Protocol.PREQUENTIAL.turns(EVENTS, List.of(), 0);

        assertThat(turns).hasSize(10);
        assertThat(turns.get(0)).isEqualTo(new ProtocolStep(List.of(), EVENTS.subList(0, 1)));
        assertThat(turns.get(9)).isEqualTo(new ProtocolStep(EVENTS.subList(8, 9), EVENTS.subList(9, 10)));
    }

    @Test
    void shouldAskColdUsersTheirFirstEvents() {
        List<ProtocolStep> turns = Protocol.USER_SPLIT.turns(EVENTS, List.of(), 2);

        assertThat(turns)
                .containsExactly(
                        new ProtocolStep(List.of(), EVENTS.subList(0, 1)),
                        new ProtocolStep(EVENTS.subList(0, 1), EVENTS.subList(1, 2)));
    }

    @Test
    void shouldLearnOnlyWhatCameBeforeAQuestionOfTheRecording() {
        List<RecordedEvent> questions = List.of(
                Recordings.rating("a", 3, "Asked", "Drama", "1.0"), Recordings.rating("a", 5, "Asked", "Drama", "2.0"));

        assertThat(Protocol.TIME_SPLIT.turns(EVENTS, questions, 0))
                .containsExactly(
                        new ProtocolStep(EVENTS.subList(0, 3), questions.subList(0, 1)),
                        new ProtocolStep(EVENTS.subList(3, 5), questions.subList(1, 2)));
        assertThat(Protocol.TIME_SPLIT.turns(EVENTS, questions, 4))
                .containsExactly(
                        new ProtocolStep(EVENTS.subList(1, 3), questions.subList(0, 1)),
                        new ProtocolStep(EVENTS.subList(3, 5), questions.subList(1, 2)));
    }

    @Test
    void shouldRefuseAnUnknownName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Protocol.of("random-split"))
                .withMessageContaining("time-split, prequential, user-split");
    }
}
