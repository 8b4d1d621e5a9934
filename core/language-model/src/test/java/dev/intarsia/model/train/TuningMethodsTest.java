package dev.intarsia.model.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterCodec;
import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.model.adapter.TuningMethod;
import dev.intarsia.model.engine.EngineOptions;
import dev.intarsia.model.engine.Golden;
import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.example.Example;
import dev.intarsia.model.fixture.RandomAdapter;
import dev.intarsia.model.fixture.SameNumbers;
import dev.intarsia.model.gate.Signature;
import dev.intarsia.model.gate.SignatureSource;
import dev.intarsia.model.score.Loss;
import dev.intarsia.model.score.PromptRow;
import dev.intarsia.model.score.Scorer;
import dev.intarsia.model.score.ScoringRow;
import dev.intarsia.pieces.pool.GateKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** (IA)³ and prompts of many users in one batch: training and scoring. */
class TuningMethodsTest {
    private static LanguageModel load(TuningMethod method) throws IOException {
        return Golden.of("llama")
                .load(EngineOptions.defaults().withBatchTokens(600).withForm(method.codec()));
    }

    private static List<Example> rows(Random random, int count) {
        List<Example> rows = new ArrayList<>();
        for (int row = 0; row < count; row++) {
            int[] tokens = random.ints(6 + random.nextInt(40), 3, 61).toArray();
            rows.add(new Example(tokens, tokens.length - 1 - random.nextInt(3)));
        }
        return rows;
    }

    private static UserUpdate user(LanguageModel model, int number) {
        Random random = new Random(number);
        List<List<Example>> steps = new ArrayList<>();
        for (int step = 1 + random.nextInt(3); step > 0; step--) {
            steps.add(rows(random, 1 + random.nextInt(6)));
        }
        return new UserUpdate(AdapterState.zero(model.layout()), steps, number);
    }

    @ParameterizedTest
    @EnumSource(
            value = TuningMethod.class,
            names = {"IA3", "PROMPT"})
    void shouldTrainEachUserAsIfAlone(TuningMethod method) throws IOException {
        TrainingOptions options =
                TrainingOptions.defaults().withClip(1).withLearningRate(new LearningRate.Constant(0.03));
        try (LanguageModel model = load(method);
                FusedTrainer trainer = new FusedTrainer(model, options)) {
            List<UserUpdate> updates = new ArrayList<>();
            for (int number = 0; number < 20; number++) {
                updates.add(user(model, number));
            }

            List<AdapterState> together = trainer.train(updates);

            for (int number = 0; number < 20; number += 3) {
                AdapterState alone = trainer.train(List.of(updates.get(number))).get(0);
                assertThat(together.get(number).adapter().values().toArray())
                        .containsExactly(alone.adapter().values().toArray(), within((float)
                                SameNumbers.in(model).tolerance(1e-6)));
                assertThat(alone.adapter().values().norm()).isGreaterThan(1e-3);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = TuningMethod.class,
            names = {"IA3", "PROMPT"})
    void shouldLearnWhatItIsShown(TuningMethod method) throws IOException {
        TrainingOptions options = TrainingOptions.defaults().withLearningRate(new LearningRate.Linear(0.1));
        List<Example> rows = rows(new Random(5), 6);
        try (LanguageModel model = load(method);
                FusedTrainer trainer = new FusedTrainer(model, options)) {
            AdapterState start = AdapterState.initial(model.layout(), 1);

            AdapterState trained = trainer.train(List.of(new UserUpdate(start, Collections.nCopies(60, rows), 7)))
                    .get(0);

            assertThat(start).isEqualTo(AdapterState.zero(model.layout()));
            assertThat(loss(model, rows, trained.adapter())).isLessThan(0.7 * loss(model, rows, null));
        }
    }

    private static double loss(LanguageModel model, List<Example> rows, @Nullable Adapter adapter) {
        return new Scorer(model)
                .losses(rows.stream().map(row -> new ScoringRow(row, adapter)).toList()).stream()
                        .mapToDouble(Loss::mean)
                        .sum();
    }

    @ParameterizedTest
    @EnumSource(
            value = TuningMethod.class,
            names = {"IA3", "PROMPT"})
    void shouldScoreEachRowAsIfAloneWithItsOwnAdapterOrNone(TuningMethod method) throws IOException {
        List<Example> examples = rows(new Random(9), 9);
        try (LanguageModel model = load(method)) {
            Scorer scorer = Scorer.independent(model);
            List<ScoringRow> rows = new ArrayList<>();
            for (int i = 0; i < 9; i++) {
                Adapter adapter = i % 3 == 0 ? null : RandomAdapter.of(model.layout(), new Random(i), 0.3);
                rows.add(new ScoringRow(examples.get(i), adapter));
            }

            List<Loss> together = scorer.losses(rows);

            SameNumbers same = SameNumbers.in(model);
            for (int i = 0; i < 9; i++) {
                same.require(
                        together.get(i), scorer.losses(List.of(rows.get(i))).get(0));
            }
            assertThat(together.stream().map(Loss::mean).distinct()).hasSize(9);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = TuningMethod.class,
            names = {"IA3", "PROMPT"})
    void shouldGiveLabelsTheProbabilitiesThatTheirLossesSay(TuningMethod method) throws IOException {
        int[] prompt = {1, 20, 30, 40};
        List<int[]> labels = List.of(new int[] {7, 8}, new int[] {7, 9, 10}, new int[] {11});
        try (LanguageModel model = load(method)) {
            Scorer scorer = new Scorer(model);
            for (Adapter adapter : Arrays.asList(RandomAdapter.of(model.layout(), new Random(1), 0.3), null)) {
                float[] joint = scorer.jointLogProbabilities(
                                List.of(new PromptRow(prompt, null), new PromptRow(prompt, adapter)), labels)[1];

                for (int i = 0; i < labels.size(); i++) {
                    int[] label = labels.get(i);
                    int[] tokens = Arrays.copyOf(prompt, prompt.length + label.length);
                    System.arraycopy(label, 0, tokens, prompt.length, label.length);
                    Loss loss = scorer.losses(List.of(new ScoringRow(new Example(tokens, prompt.length), adapter)))
                            .get(0);
                    assertThat((double) joint[i]).isCloseTo(-loss.sum(), within(1e-3));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = TuningMethod.class,
            names = {"IA3", "PROMPT"})
    void shouldTakeTheBaseModelsLossesInsteadOfSignatures(TuningMethod method) throws IOException {
        List<Example> rows = rows(new Random(3), 4);
        try (LanguageModel model = load(method);
                SignatureSource source = SignatureSource.of(model, GateKind.GRADIENT, 16)) {
            List<Signature> taken = source.of(rows);

            assertThat(taken).allSatisfy(one -> assertThat(one.sketches()).isEmpty());
            assertThat(taken.stream().mapToDouble(Signature::loss).sum())
                    .isCloseTo(loss(model, rows, null), within(1e-4));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = TuningMethod.class,
            names = {"IA3", "PROMPT"})
    void shouldRefuseAdaptersOfAnotherMethodAndTokensThatAreVirtual(TuningMethod method) throws IOException {
        Example example = rows(new Random(3), 1).get(0);
        try (LanguageModel model = load(method);
                LanguageModel lora = load(TuningMethod.LORA)) {
            Scorer scorer = new Scorer(model);
            Adapter foreign = Adapter.zero(lora.layout());
            int[] virtual = example.tokens().clone();
            virtual[0] = -1;

            assertThatThrownBy(() -> scorer.losses(List.of(new ScoringRow(example, foreign))))
                    .hasMessageContaining("with the shared A")
                    .hasMessageContaining("of the method " + method.text());
            for (Adapter adapter : Arrays.asList(Adapter.zero(model.layout()), null)) {
                assertThatThrownBy(() -> scorer.losses(
                                List.of(new ScoringRow(new Example(virtual, example.responseStart()), adapter))))
                        .hasMessageContaining("Token -1 is outside the model's vocabulary");
            }
            assertThat(model.layout().form()).isEqualTo(method.codec()).isNotEqualTo(AdapterCodec.SHARED_A);
        }
    }
}
