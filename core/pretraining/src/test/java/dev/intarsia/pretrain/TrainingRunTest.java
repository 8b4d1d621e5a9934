package dev.intarsia.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.intarsia.model.example.Example;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingRunTest {
    private static final DecoderShape TINY = new DecoderShape(40, 16, 2, 4, 2, 24, 32);

    @TempDir
    Path folder;

    /** A stage that keeps the state file as it stood before one of its steps, as a killed run would leave it. */
    private record Watched(Stage stage, int at, Path state, Path kept) implements Stage {
        @Override
        public String name() {
            return stage.name();
        }

        @Override
        public int steps() {
            return stage.steps();
        }

        @Override
        public void begin(TrainableWeights start) {
            stage.begin(start);
        }

        @Override
        public List<Batch> batches(int step) {
            if (step == at) {
                try {
                    Files.copy(state, kept, StandardCopyOption.REPLACE_EXISTING);
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }
            return stage.batches(step);
        }

        @Override
        public Schedule schedule() {
            return stage.schedule();
        }

        @Override
        public double weightDecay() {
            return stage.weightDecay();
        }
    }

    @Test
    void shouldReachTheSameWeightsAfterBeingStoppedInAnyStage() throws IOException {
        Path state = folder.resolve("state.safetensors");
        Path inText = folder.resolve("text.safetensors");
        Path inTasks = folder.resolve("tasks.safetensors");
        Path inFilms = folder.resolve("films.safetensors");
        List<Stage> stages = List.of(
                new Watched(text(), 5, state, inText),
                new Watched(tasks(), 2, state, inTasks),
                new Watched(films(), 4, state, inFilms));
        TrainingState start = new TrainingState(0, 0, TrainableWeights.initial(TINY, 1));

        TrainableWeights whole = run(stages, state).from(start);

        for (Path stopped : List.of(inText, inTasks, inFilms)) {
            TrainingState left = TrainingState.read(stopped, TINY).orElseThrow();
            TrainableWeights resumed =
                    run(List.of(text(), tasks(), films()), state).from(left);
            for (int i = 0; i < whole.values().size(); i++) {
                assertThat(resumed.values().get(i)).isEqualTo(whole.values().get(i));
            }
        }
        assertThat(TrainingState.read(inText, TINY).orElseThrow().step()).isEqualTo(5);
        assertThat(TrainingState.read(inTasks, TINY).orElseThrow().stage()).isEqualTo(1);
        assertThat(TrainingState.read(inFilms, TINY).orElseThrow().step()).isEqualTo(4);
    }

    @Test
    void shouldWriteItsStateAndRestWhenAskedToStop() throws IOException {
        Path state = folder.resolve("state.safetensors");
        OrderlyStop stop = new OrderlyStop();
        List<int[]> endless = Collections.nCopies(1_000_000, new int[] {1, 9, 8, 7, 2});
        Stage stage = new TextStage(endless, 2);
        TrainingRun run = new TrainingRun(TINY, List.of(stage), state, Duration.ofDays(1), stop);
        stop.begin();
        Thread thread = new Thread(() -> {
            try {
                run.from(new TrainingState(0, 0, TrainableWeights.initial(TINY, 1)));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        thread.setDaemon(true);
        thread.start();

        stop.request();

        assertThat(TrainingState.read(state, TINY).orElseThrow().step()).isLessThan(500_000);
        await().until(() -> thread.getState() == Thread.State.WAITING);
    }

    @Test
    void shouldFindNoStateWhereNoneWasWritten() throws IOException {
        assertThat(TrainingState.read(folder.resolve("none"), TINY)).isEmpty();
    }

    @Test
    void shouldNotTakeAStateOfAnotherShape() throws IOException {
        Path state = folder.resolve("state.safetensors");
        new TrainingState(0, 3, TrainableWeights.initial(TINY, 1)).write(state, TINY);

        assertThatThrownBy(() -> TrainingState.read(state, new DecoderShape(40, 16, 3, 4, 2, 24, 32)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("layers.2")
                .hasMessageContaining("without resuming");
    }

    @Test
    void shouldSpreadAnEpochOverBatchesOfSimilarLength() {
        List<Example> examples = examples(700);
        TaskStage stage = new TaskStage(List.of(examples), List.of(), List.of(), 5);

        List<Batch> batches = new ArrayList<>();
        for (int step = 0; step < stage.steps(); step++) {
            batches.addAll(stage.batches(step));
        }

        assertThat(batches).hasSize(6);
        assertThat(batches.stream().mapToInt(Batch::rows).sum()).isEqualTo(700);
        int used = examples.stream()
                .mapToInt(example -> example.tokens().length - 1)
                .sum();
        assertThat(batches.stream().mapToInt(Batch::tokens).sum()).isLessThan((int) (used * 1.15));
    }

    @Test
    void shouldLearnSideTasksInTwoStepsOfFive() {
        TaskStage stage = new TaskStage(
                List.of(examples(128 * 60)), examples(50), List.of(new int[] {1, 2, 3}, new int[] {3, 4, 5}), 5);

        long sides = 0;
        for (int step = 0; step < stage.steps(); step++) {
            sides += stage.batches(step).size() - 1;
        }

        assertThat(sides / (2.0 * stage.steps())).isBetween(0.25, 0.55);
    }

    private TrainingRun run(List<Stage> stages, Path state) {
        return new TrainingRun(TINY, stages, state, Duration.ZERO, new OrderlyStop());
    }

    private static Stage text() {
        Random random = new Random(2);
        List<int[]> windows = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            windows.add(random.ints(9, 3, 40).toArray());
        }
        return new TextStage(windows, 2);
    }

    private static Stage tasks() {
        return new TaskStage(
                List.of(examples(300), examples(300)), examples(20), List.of(new int[] {1, 9, 8, 7, 2}), 6);
    }

    private static Stage films() {
        Random random = new Random(4);
        List<FilmRatings> films = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            int[] prompt = random.ints(4 + random.nextInt(6), 3, 40).toArray();
            films.add(new FilmRatings(prompt, random.ints(3, 0, 6).toArray()));
        }
        List<int[]> windows = List.of(new int[] {1, 9, 8, 7, 2});
        return new FilmStage(TINY, films, new int[] {5, 6, 7}, examples(20), examples(20), windows, 8);
    }

    private static List<Example> examples(int count) {
        Random random = new Random(count);
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int[] tokens = random.ints(8 + random.nextInt(20), 3, 40).toArray();
            examples.add(new Example(tokens, tokens.length - 2));
        }
        return examples;
    }
}
