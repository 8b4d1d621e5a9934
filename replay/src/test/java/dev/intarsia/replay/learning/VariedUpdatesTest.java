package dev.intarsia.replay.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.replay.engine.FlopMeter;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.fixture.Models;
import dev.intarsia.replay.fixture.Recordings;
import dev.intarsia.replay.method.OwnAdapters;
import dev.intarsia.replay.method.UserAdapters;
import dev.intarsia.replay.source.RecordedEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VariedUpdatesTest {
    private static final List<RecordedEvent> EVENTS = Recordings.of("ann", 40);

    @TempDir
    static Path directory;

    private static ReplayModel opened;
    private static ReplayModel model;

    @BeforeAll
    static void open() throws IOException {
        opened = Models.tiny(directory.resolve("model"), "movie-rating");
        model = opened.trainedBy(new RecipeRules(opened).constant());
    }

    @AfterAll
    static void close() {
        opened.close();
    }

    private static Adapter learned(UserAdapters adapters, int events) {
        try (adapters) {
            EVENTS.subList(0, events).forEach(event -> adapters.learn(List.of(event)));
            return adapters.of("ann").orElseThrow();
        }
    }

    private static UserAdapters varied(double likeliest, double share, FlopMeter meter) {
        return new VariedUpdates(model, likeliest, share, meter);
    }

    @Test
    void shouldTrainAsTheLearnerWhereNothingIsLeftOut() {
        FlopMeter learners = new FlopMeter();
        FlopMeter varied = new FlopMeter();

        Adapter expected = learned(OwnAdapters.plain(model, learners), 12);

        assertThat(learned(varied(1, 1, varied), 12)).isEqualTo(expected);
        assertThat(varied.flops()).isEqualTo(learners.flops());
    }

    @Test
    void shouldGoAShareOfTheWay() {
        float[] whole = learned(varied(1, 1, new FlopMeter()), 4).values().toArray();
        float[] half = learned(varied(1, 0.5, new FlopMeter()), 4).values().toArray();

        for (int i = 0; i < whole.length; i++) {
            assertThat(half[i]).isEqualTo(whole[i] / 2, within(1e-6f));
        }
    }

    @Test
    void shouldTrainLessWhereLikelyEventsAreLeftOut() {
        // Fast enough for some events to be learned: the model finds all answers equally likely at first.
        ReplayModel fast = model.trainedBy(RecipeRules.scaled(model.recipe(), 10));
        FlopMeter all = new FlopMeter();
        FlopMeter some = new FlopMeter();

        Adapter whole = learned(new VariedUpdates(fast, 1, 1, all), 40);
        Adapter novel = learned(new VariedUpdates(fast, 0.25, 1, some), 40);

        assertThat(some.flops()).isLessThan(all.flops()).isGreaterThan(0.25 * all.flops());
        assertThat(novel).isNotEqualTo(whole);
    }
}
