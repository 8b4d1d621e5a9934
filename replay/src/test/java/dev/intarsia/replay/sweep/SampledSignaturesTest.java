package dev.intarsia.replay.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.intarsia.pieces.infer.SampleRules;
import dev.intarsia.pieces.infer.SignatureSample;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.signature.SignatureSum;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.fixture.Models;
import dev.intarsia.replay.fixture.Recordings;
import dev.intarsia.replay.method.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampledSignaturesTest {
    private static final int SKETCH = 32;

    @TempDir
    static Path directory;

    private static ReplayModel model;
    private static SingleSignatures single;
    private static SampledSignatures samples;

    @BeforeAll
    static void load() throws IOException {
        model = Models.tiny(directory, "movie-rating");
        single = new SingleSignatures(model, SKETCH);
        SweepUsers users = SweepUsers.of(
                Sweeps.recording(12), Sweeps.settings(SweepPeople.TARGETS), Sweeps.TARGETS, event -> true);
        samples = SampledSignatures.of(
                users, List.of(new SampleRules(3, 2), new SampleRules(1, 5)), single, Progress.NONE);
    }

    @AfterAll
    static void close() {
        single.close();
        model.close();
    }

    @Test
    void shouldHaveTheSmallerSampleWithinTheLarger() {
        SignatureSample small = samples.by(new SampleRules(2, 1));
        SignatureSample large = samples.by(new SampleRules(3, 2));

        assertThat(small.size()).isEqualTo(2);
        assertThat(large.size()).isEqualTo(6);
        assertThat(samples.by(new SampleRules(1, 5)).size()).isEqualTo(5);
        assertThat(numbers(large)).containsAll(numbers(small));
        assertThat(samples.by(new SampleRules(3, 2))).isSameAs(large);
    }

    private static List<List<Float>> numbers(SignatureSample sample) {
        return sample.events().stream()
                .map(event -> {
                    float[] first = event.values().iterator().next();
                    return List.of(first[0], first[1], first[2], first[3]);
                })
                .toList();
    }

    @Test
    void shouldCountTheMeanEventAsOftenAsAsked() {
        SignatureSample sample = samples.by(new SampleRules(3, 2));
        ModuleId module = sample.modules().iterator().next();

        SignatureSum mean = SampledSignatures.mean(sample, 7);

        assertThat(mean.weight()).isEqualTo(7);
        assertThat(mean.sum(module)[0]).isCloseTo(7 * sample.mean(module)[0], within(1e-5f));
    }

    @Test
    void shouldSumTheNewestItemsOfAHistory() {
        Map<String, List<Map<ModuleId, float[]>>> own =
                single.of(Map.of("a", Recordings.of("a", 6)), "taking", Progress.NONE);
        List<Map<ModuleId, float[]>> events = Objects.requireNonNull(own.get("a"));
        AskedSignatures asked = new AskedSignatures(own);

        assertThat(asked.newest("a", 2)).isEqualTo(SingleSignatures.sum(events.subList(4, 6)));
        assertThat(asked.newest("a", 50).events()).isEqualTo(6);
        assertThat(asked.newest("nobody", 5).events()).isZero();
    }
}
