package dev.intarsia.replay.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.assembler.config.AssemblerConfig;
import dev.intarsia.assembler.config.AssemblerSettings;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.engine.StateDirectory;
import dev.intarsia.replay.method.Method;
import dev.intarsia.replay.method.MethodContext;
import dev.intarsia.replay.method.MethodFactory;
import dev.intarsia.replay.method.Population;
import dev.intarsia.replay.method.Progress;
import dev.intarsia.replay.method.Question;
import dev.intarsia.replay.method.Reply;
import dev.intarsia.replay.people.FilmLovers;
import dev.intarsia.replay.source.RecordedEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextAnswersTest {
    private static final Population POPULATION = new Population(
            Map.of("Paris", FilmLovers.choices("Paris", 16), "Rome", FilmLovers.choices("Rome", 16)), Map.of());

    /** Somebody who always chooses what one of the sharers chooses. */
    private static final List<RecordedEvent> TWIN = FilmLovers.choices("Paris", 22).stream()
            .map(event ->
                    new RecordedEvent(event.id(), "twin", event.time(), event.task(), event.input(), event.output()))
            .toList();

    @TempDir
    Path directory;

    @Test
    void shouldPersonalizeTextsWithAdaptersFromThePool() throws Exception {
        List<RecordedEvent> asked = TWIN.subList(20, 22);
        List<Question> questions = asked.stream().map(Question::of).toList();
        List<String> golds = asked.stream().map(RecordedEvent::output).toList();
        try (ReplayModel model = FilmLovers.model("next-movie", 0)) {
            MethodContext workplace = new MethodContext(model, new StateDirectory(directory));
            for (MethodFactory offer : new PoolFamily(AssemblerSettings.rules(AssemblerConfig.SETTINGS.with(Map.of())))
                    .offers(workplace)) {
                try (Method method = offer.opening().get()) {
                    method.prepare(POPULATION, Progress.NONE);
                    double before = mean(method.nll(questions, golds));

                    method.learn(TWIN.subList(0, 20));

                    assertThat(mean(method.nll(questions, golds)))
                            .as(method.name())
                            .isLessThan(before - 0.1);
                    assertThat(method.answer(questions))
                            .as(method.name())
                            .hasSize(2)
                            .extracting(Reply::probabilities)
                            .containsOnlyNulls();
                }
            }
        }
    }

    private static double mean(List<Double> nlls) {
        return nlls.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }
}
