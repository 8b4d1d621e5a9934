package dev.intarsia.replay.method;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.replay.fixture.Recordings;
import dev.intarsia.replay.source.RecordedEvent;
import dev.intarsia.tasks.Answer;
import dev.intarsia.tasks.Tasks;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BaselineMethodTest {
    private static final Answer.Scale STARS =
            (Answer.Scale) Tasks.bundled().require("movie-rating").answer();

    private static final RecordedEvent LOVED = Recordings.rating("p", 0, "War", "Drama", "5.0");
    private static final RecordedEvent HATED = Recordings.rating("p", 1, "Love", "Comedy", "2.0");
    private static final Question WAR = Question.of(Recordings.rating("a", 9, "War", "Drama", "1.0"));

    @Test
    void shouldKnowItemsFromThePopulation() {
        Method itemMean = BaselineMethod.itemMean(STARS);
        Method globalMean = BaselineMethod.globalMean(STARS);
        itemMean.prepare(population(), Progress.NONE);
        globalMean.prepare(population(), Progress.NONE);

        assertThat(globalMean.answer(List.of(WAR))).containsExactly(Reply.of("3.5"));
        assertThat(itemMean.answer(List.of(WAR))).containsExactly(Reply.of("4.0"));
    }

    @Test
    void shouldLearnFromTheUserAlone() {
        Method method = BaselineMethod.userMean(STARS);
        method.prepare(population(), Progress.NONE);
        method.learn(List.of(Recordings.rating("a", 0, "Peace", "Drama", "0.5")));

        assertThat(method.answer(List.of(WAR))).containsExactly(Reply.of("0.5"));
        assertThat(method.answer(List.of(Question.of(Recordings.rating("b", 9, "War", "Drama", "1.0")))))
                .containsExactly(Reply.of("3.5"));
    }

    @Test
    void shouldAnswerTheMiddleOfTheScaleWhereNothingIsKnown() {
        Method method = BaselineMethod.itemUserBias(STARS);
        method.prepare(Population.NOBODY, Progress.NONE);

        assertThat(method.answer(List.of(WAR))).containsExactly(Reply.of("3.0"));
    }

    private static Population population() {
        return new Population(Map.of(), Map.of("p", List.of(LOVED, HATED)));
    }
}
