package dev.intarsia.replay.learning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.fixture.Models;
import dev.intarsia.replay.fixture.Recordings;
import dev.intarsia.replay.method.Progress;
import dev.intarsia.replay.source.RecordedEvent;
import dev.intarsia.tasks.Tasks;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EarlyQuestionsTest {
    private static List<RecordedEvent> words(String... words) {
        List<RecordedEvent> events = new ArrayList<>();
        for (String word : words) {
            int number = events.size();
            events.add(new RecordedEvent(
                    "c" + number, "ann", Instant.EPOCH.plusSeconds(number), "commit-word", Map.of("files", "a"), word));
        }
        return events;
    }

    @Test
    void shouldAskLaterQuestionsUnderWhatIsLearnedUntilThen(@TempDir Path directory) throws IOException {
        List<RecordedEvent> events = Recordings.of("ann", 12);
        StreamedUser user = new StreamedUser("ann", events.subList(0, 8), events.subList(8, 12));
        try (ReplayModel model = Models.tiny(directory, "movie-rating")) {
            StreamPass pass = new StreamPass(model, List.of(user), List.of(3, 8, 20));

            RuleResult result = pass.run(new RecipeRules(model).plain(), Progress.NONE);

            assertThat(result.early()).as("nobody has 20 events").hasSize(2);
            double[] untrained = result.early().get(0).get(0).nll();
            double[] trained = result.later().get(0).nll();
            assertThat(untrained).hasSize(4).isNotEqualTo(trained);
            assertThat(result.early().get(1).get(0).nll()).isEqualTo(trained);
        }
    }

    @Test
    void shouldTellTheMostFrequentAnswerUntilThen() {
        StreamedUser user = new StreamedUser(
                "ann", words("MINOR", "MINOR", "KAFKA-N", "KAFKA-N", "KAFKA-N"), words("KAFKA-N", "MINOR", "KAFKA-N"));

        RuleResult result =
                new MostFrequent(Tasks.bundled().require("commit-word")).of(List.of(user), 5, List.of(2, 4, 9));

        assertThat(result.early()).hasSize(2);
        assertThat(result.early().get(0).get(0).errors()).containsExactly(1, 0, 1);
        assertThat(result.later().get(0).errors()).containsExactly(0, 1, 0);
        assertThat(result.streamed().get(0).errors()[1]).isZero();
    }
}
