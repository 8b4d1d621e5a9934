package dev.intarsia.pieces.infer;

import static dev.intarsia.pieces.fixture.Draws.Q0;
import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.pieces.module.ModuleId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UserSampleTest {
    private static final Map<ModuleId, float[]> VECTOR = Map.of(Q0, new float[] {1});

    @Test
    void shouldDrawTheSameEventsInWhateverOrderTheyCome() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            ids.add("event-" + i);
        }
        List<String> lowest = ids.stream()
                .sorted(Comparator.comparing(UserSample::rank))
                .limit(5)
                .toList();

        for (int seed = 0; seed < 50; seed++) {
            Collections.shuffle(ids, new Random(seed));
            assertThat(drawn(ids, 5)).as("seed %d", seed).isEqualTo(lowest);
        }
    }

    @Test
    void shouldDrawAnEventSentAgainOnce() {
        UserSample once = UserSample.empty().with("e1", VECTOR, 3).orElseThrow();

        assertThat(once.with("e1", VECTOR, 3)).isEmpty();
    }

    @Test
    void shouldSayWhetherAnEventWasTakenOut() {
        UserSample two = UserSample.empty()
                .with("e1", VECTOR, 3)
                .orElseThrow()
                .with("e2", VECTOR, 3)
                .orElseThrow();

        assertThat(two.without("e3")).isEmpty();
        assertThat(two.without("e1").orElseThrow().events())
                .extracting(UserSample.Drawn::eventId)
                .containsExactly("e2");
        assertThat(two.events()).hasSize(2);
    }

    @Test
    void shouldDrawEveryEventAboutAsOften() {
        int[] drawn = new int[10];
        for (int user = 0; user < 2_000; user++) {
            List<String> ids = new ArrayList<>();
            for (int event = 0; event < drawn.length; event++) {
                ids.add(user + "-" + event);
            }
            drawn(ids, 2).forEach(id -> drawn[id.charAt(id.length() - 1) - '0']++);
        }

        // A binomial of 2,000 draws at a probability of 0.2 has a standard deviation of 17.9.
        for (int times : drawn) {
            assertThat(times).isBetween(400 - 80, 400 + 80);
        }
    }

    private static List<String> drawn(List<String> ids, int most) {
        UserSample sample = UserSample.empty();
        for (String id : ids) {
            sample = sample.with(id, VECTOR, most).orElse(sample);
        }
        return sample.events().stream().map(UserSample.Drawn::eventId).toList();
    }
}
