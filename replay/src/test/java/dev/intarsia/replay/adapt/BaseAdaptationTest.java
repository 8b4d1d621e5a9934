package dev.intarsia.replay.adapt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.model.checkpoint.Checkpoint;
import dev.intarsia.model.engine.EngineOptions;
import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.example.ExampleEncoder;
import dev.intarsia.model.score.Loss;
import dev.intarsia.model.score.Scorer;
import dev.intarsia.model.score.ScoringRow;
import dev.intarsia.pieces.module.Projection;
import dev.intarsia.replay.method.Population;
import dev.intarsia.replay.people.FilmLovers;
import dev.intarsia.replay.source.RecordedEvent;
import dev.intarsia.tasks.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaseAdaptationTest {
    private static final Tasks TASKS = Tasks.bundled();
    private static final AdaptationSettings SHORT =
            new AdaptationSettings(8, Set.of(Projection.Q, Projection.V), 2, 8, 0.01, 0.01, 0.3, 0, 1000);
    private static final Population POPULATION =
            new Population(FilmLovers.events(List.of("ann", "bob"), 24), FilmLovers.events(List.of("gwen"), 16));

    @TempDir
    Path kept;

    @Test
    void shouldPredictThePopulationBetterWithTheAdaptedBase() throws IOException {
        Path adapted = adaptation(SHORT, 1).adapted(TASKS, POPULATION, Set.of("dora"), progress -> {});

        assertThat(loss(adapted)).isLessThan(loss(FilmLovers.CHECKPOINT) - 0.05);
        assertThat(Checkpoint.open(adapted).fingerprint())
                .isNotEqualTo(Checkpoint.open(FilmLovers.CHECKPOINT).fingerprint());
    }

    @Test
    void shouldReuseTheAdapterOfTheSamePopulationAndSeed() throws IOException {
        Path first = adaptation(SHORT, 1).adapted(TASKS, POPULATION, Set.of(), progress -> {});
        FileTime written = Files.getLastModifiedTime(first.resolve("model.safetensors"));
        List<String> told = new ArrayList<>();

        Path second = adaptation(SHORT, 1).adapted(TASKS, POPULATION, Set.of(), told::add);

        assertThat(second).isEqualTo(first);
        assertThat(Files.getLastModifiedTime(second.resolve("model.safetensors")))
                .isEqualTo(written);
        assertThat(told).singleElement().asString().contains("before");
        try (Stream<Path> left = Files.list(kept)) {
            assertThat(left).containsExactly(first);
        }
    }

    @Test
    void shouldAdaptAnotherBaseForAnotherPopulationOrSeed() throws IOException {
        Population smaller = new Population(Map.of("ann", FilmLovers.events("ann", 8)), Map.of());
        AdaptationSettings once = new AdaptationSettings(2, Set.of(Projection.Q), 1, 8, 0.01, 0, 1, 0, 8);

        assertThat(List.of(
                        adaptation(once, 1).adapted(TASKS, smaller, Set.of(), progress -> {}),
                        adaptation(once, 2).adapted(TASKS, smaller, Set.of(), progress -> {}),
                        adaptation(once, 1).adapted(TASKS, POPULATION, Set.of(), progress -> {})))
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldRefuseATargetAmongThePopulation() {
        assertThatThrownBy(() -> adaptation(SHORT, 1).adapted(TASKS, POPULATION, Set.of("gwen"), progress -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Target user gwen");
        assertThat(kept).isEmptyDirectory();
    }

    @Test
    void shouldRefuseAnEmptyPopulation() {
        assertThatThrownBy(() -> adaptation(SHORT, 1).adapted(TASKS, Population.NOBODY, Set.of(), progress -> {}))
                .hasMessageContaining("all users are targets");
    }

    private BaseAdaptation adaptation(AdaptationSettings settings, long seed) {
        return new BaseAdaptation(FilmLovers.CHECKPOINT, EngineOptions.defaults(), 256, settings, seed, kept);
    }

    private static double loss(Path checkpoint) throws IOException {
        try (LanguageModel model = LanguageModel.load(checkpoint, EngineOptions.defaults())) {
            ExampleEncoder encoder = new ExampleEncoder(model.tokenizer(), 256);
            List<RecordedEvent> events = POPULATION.events().toList();
            return new Scorer(model)
                            .losses(events.stream()
                                    .map(event -> new ScoringRow(
                                            encoder.encode(
                                                    TASKS.require("movie-rating"), event.input(), event.output()),
                                            null))
                                    .toList())
                            .stream()
                            .mapToDouble(Loss::mean)
                            .average()
                            .orElseThrow();
        }
    }
}
