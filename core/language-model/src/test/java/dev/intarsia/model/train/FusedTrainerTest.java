package dev.intarsia.model.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.model.adapter.AdapterCodec;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.model.adapter.AdapterValues;
import dev.intarsia.model.engine.EngineOptions;
import dev.intarsia.model.engine.Golden;
import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.engine.Precision;
import dev.intarsia.model.example.Example;
import dev.intarsia.model.fixture.SameNumbers;
import dev.intarsia.model.score.Loss;
import dev.intarsia.model.score.Scorer;
import dev.intarsia.model.score.ScoringRow;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.module.Projection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FusedTrainerTest {
    @AutoClose
    private static LanguageModel model;

    @BeforeAll
    static void load() throws IOException {
        model = Golden.of("llama").load(EngineOptions.defaults().withBatchTokens(600));
    }

    /** A user with their own number of steps, and of rows and tokens in each. */
    private static UserUpdate user(int number) {
        Random random = new Random(number);
        List<List<Example>> steps = new ArrayList<>();
        for (int step = 1 + random.nextInt(4); step > 0; step--) {
            List<Example> rows = new ArrayList<>();
            for (int row = 1 + random.nextInt(8); row > 0; row--) {
                int[] tokens = random.ints(6 + random.nextInt(40), 3, 61).toArray();
                rows.add(new Example(tokens, tokens.length - 1 - random.nextInt(3)));
            }
            steps.add(rows);
        }
        return new UserUpdate(AdapterState.zero(model.layout()), steps, number);
    }

    private static List<UserUpdate> users(int count) {
        List<UserUpdate> users = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            users.add(user(number));
        }
        return users;
    }

    @ParameterizedTest
    @EnumSource(
            value = Precision.class,
            names = {"FP32", "BF16"})
    void shouldTrainEachUserAsIfAlone(Precision precision) throws IOException {
        TrainingOptions options = TrainingOptions.defaults().withClip(1).withDropout(0.1);
        EngineOptions engine = EngineOptions.defaults().withBatchTokens(600).withPrecision(precision);
        try (LanguageModel model = Golden.of("llama").load(engine);
                FusedTrainer trainer = new FusedTrainer(model, options)) {
            List<AdapterState> together = trainer.train(users(32));
            for (int number = 0; number < 32; number += 3) {
                AdapterState alone = trainer.train(List.of(user(number))).get(0);
                assertThat(difference(
                                together.get(number).adapter().values(),
                                alone.adapter().values()))
                        .isLessThan(SameNumbers.in(model).tolerance(1e-6));
                assertThat(difference(together.get(number).firstMoment(), alone.firstMoment()))
                        .isLessThan(SameNumbers.in(model).tolerance(1e-6));
                assertThat(together.get(number).steps()).isEqualTo(alone.steps());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void shouldTrainShortRowsAsIfAlone(int rows) {
        Random random = new Random(rows);
        List<UserUpdate> users = new ArrayList<>();
        for (int number = 0; number < 24; number++) {
            List<List<Example>> steps = new ArrayList<>();
            for (int step = 0; step < 2; step++) {
                List<Example> examples = new ArrayList<>();
                for (int row = 0; row < rows; row++) {
                    int[] tokens = random.ints(14, 0, 61).toArray();
                    examples.add(new Example(tokens, tokens.length - 2 - random.nextInt(2)));
                }
                steps.add(examples);
            }
            users.add(new UserUpdate(AdapterState.zero(model.layout()), steps, number));
        }
        try (FusedTrainer trainer = new FusedTrainer(model, TrainingOptions.defaults())) {
            List<AdapterState> together = trainer.train(users);
            for (int number = 0; number < users.size(); number++) {
                AdapterState alone = trainer.train(List.of(users.get(number))).get(0);
                assertThat(difference(
                                together.get(number).adapter().values(),
                                alone.adapter().values()))
                        .isLessThan(SameNumbers.in(model).tolerance(1e-6));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Precision.class,
            names = {"FP32", "BF16"})
    void shouldTrainEachUserAsIfAloneWithTheirOwnA(Precision precision) throws IOException {
        TrainingOptions options =
                TrainingOptions.defaults().withClip(1).withDropout(0.1).withLearningRate(new LearningRate.Linear(3e-3));
        EngineOptions engine = EngineOptions.defaults()
                .withBatchTokens(600)
                .withPrecision(precision)
                .withForm(AdapterCodec.OWN_A)
                .withProjections(EnumSet.allOf(Projection.class));
        try (LanguageModel model = Golden.of("llama").load(engine);
                FusedTrainer trainer = new FusedTrainer(model, options)) {
            List<UserUpdate> updates = new ArrayList<>();
            for (int number = 0; number < 24; number++) {
                AdapterState start = AdapterState.initial(model.layout(), number);
                updates.add(new UserUpdate(start, user(number).steps(), number));
            }
            List<AdapterState> together = trainer.train(updates);
            for (int number = 0; number < 24; number += 3) {
                AdapterState alone = trainer.train(List.of(updates.get(number))).get(0);
                assertThat(difference(
                                together.get(number).adapter().values(),
                                alone.adapter().values()))
                        .isLessThan(SameNumbers.in(model).tolerance(1e-6));
                assertThat(difference(
                                alone.adapter().values(),
                                updates.get(number).start().adapter().values()))
                        .isGreaterThan(1e-3);
            }
        }
    }

    @Test
    void shouldTrainBothFactorsWhereAIsTheirOwn() throws IOException {
        TrainingOptions options = TrainingOptions.defaults().withLearningRate(new LearningRate.Linear(0.02));
        List<Example> rows = user(5).steps().get(0);
        try (LanguageModel own =
                        Golden.of("llama").load(EngineOptions.defaults().withForm(AdapterCodec.OWN_A));
                FusedTrainer trainer = new FusedTrainer(own, options)) {
            AdapterState start = AdapterState.initial(own.layout(), 1);
            AdapterState trained = trainer.train(List.of(new UserUpdate(start, Collections.nCopies(30, rows), 7)))
                    .get(0);
            Scorer scorer = new Scorer(own);
            ModuleId module = own.layout().modules().get(0).id();
            double before = sum(scorer.losses(
                    rows.stream().map(row -> new ScoringRow(row, null)).toList()));
            double after = sum(scorer.losses(rows.stream()
                    .map(row -> new ScoringRow(row, trained.adapter()))
                    .toList()));
            assertThat(after).isLessThan(0.5 * before);
            assertThat(trained.adapter().factors("", module).a())
                    .isNotEqualTo(start.adapter().factors("", module).a());
        }
    }

    private static double sum(List<Loss> losses) {
        return losses.stream().mapToDouble(Loss::mean).sum();
    }

    @Test
    void shouldGoOnWhereItStopped() {
        TrainingOptions options = TrainingOptions.defaults().withDropout(0);
        List<Example> rows = user(1).steps().get(0);
        try (FusedTrainer trainer = new FusedTrainer(model, options)) {
            UserUpdate both = new UserUpdate(AdapterState.zero(model.layout()), List.of(rows, rows), 1);
            UserUpdate first = new UserUpdate(AdapterState.zero(model.layout()), List.of(rows), 1);
            AdapterState half = trainer.train(List.of(first)).get(0);
            AdapterState second = trainer.train(List.of(new UserUpdate(half, List.of(rows), 1)))
                    .get(0);
            assertThat(second).isEqualTo(trainer.train(List.of(both)).get(0));
            assertThat(second.steps()).isEqualTo(2);
        }
    }

    @Test
    void shouldLearnWhatItIsShown() {
        TrainingOptions options = TrainingOptions.defaults().withLearningRate(new LearningRate.Linear(0.02));
        List<Example> rows = user(5).steps().get(0);
        UserUpdate update = new UserUpdate(AdapterState.zero(model.layout()), Collections.nCopies(30, rows), 7);
        try (FusedTrainer trainer = new FusedTrainer(model, options)) {
            AdapterState trained = trainer.train(List.of(update)).get(0);
            assertThat(loss(rows, trained)).isLessThan(0.5 * loss(rows, update.start()));
        }
    }

    @Test
    void shouldDropOtherInputsForAnotherSeed() {
        TrainingOptions options = TrainingOptions.defaults().withDropout(0.2);
        UserUpdate one = user(2);
        UserUpdate other = new UserUpdate(one.start(), one.steps(), one.seed() + 1);
        try (FusedTrainer trainer = new FusedTrainer(model, options);
                FusedTrainer without = new FusedTrainer(model, options.withDropout(0))) {
            AdapterState seeded = trainer.train(List.of(one)).get(0);
            assertThat(trainer.train(List.of(one)).get(0)).isEqualTo(seeded);
            assertThat(trainer.train(List.of(other)).get(0)).isNotEqualTo(seeded);
            assertThat(without.train(List.of(one)).get(0)).isNotEqualTo(seeded);
        }
    }

    @Test
    void shouldLeaveUsersWithoutStepsAsTheyAre() {
        UserUpdate idle = new UserUpdate(AdapterState.zero(model.layout()), List.of(), 1);
        try (FusedTrainer trainer = new FusedTrainer(model, TrainingOptions.defaults())) {
            List<AdapterState> trained = trainer.train(List.of(idle, user(3), idle));
            assertThat(trained.get(0)).isEqualTo(idle.start()).isEqualTo(trained.get(2));
            assertThat(trained.get(1).steps()).isEqualTo(user(3).steps().size());
            assertThat(trainer.train(List.of())).isEmpty();
        }
    }

    @Test
    void shouldRefuseStepsWithoutRowsAndAdaptersOfAnotherModel() {
        assertThatThrownBy(() -> new UserUpdate(AdapterState.zero(model.layout()), List.of(List.of()), 1))
                .hasMessageContaining("at least one example");
        AdapterLayout other = new AdapterLayout(2, 6, model.layout().modules());
        UserUpdate foreign = new UserUpdate(AdapterState.zero(other), user(1).steps(), 1);
        try (FusedTrainer trainer = new FusedTrainer(model, TrainingOptions.defaults())) {
            assertThatThrownBy(() -> trainer.train(List.of(user(1), foreign)))
                    .hasMessageContaining("has rank 2 at 4 modules, the model was loaded for rank 4");
        }
    }

    @Test
    void shouldMoveTheLearningRateAsItSays() {
        assertThat(new LearningRate.Constant(2).at(9, 1, 4)).isEqualTo(2);
        assertThat(new LearningRate.Linear(2).at(9, 1, 4)).isEqualTo(1.5);
        assertThat(new LearningRate.Inverse(2, 10).at(9, 1, 4)).isEqualTo(1);
    }

    private static double loss(List<Example> rows, AdapterState state) {
        List<ScoringRow> scored =
                rows.stream().map(row -> new ScoringRow(row, state.adapter())).toList();
        return new Scorer(model).losses(scored).stream().mapToDouble(Loss::mean).sum();
    }

    private static double difference(AdapterValues x, AdapterValues y) {
        float[] a = x.toArray();
        float[] b = y.toArray();
        double largest = 0;
        for (int i = 0; i < a.length; i++) {
            largest = Math.max(largest, Math.abs(a[i] - b[i]));
        }
        return largest;
    }
}
