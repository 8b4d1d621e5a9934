package dev.intarsia.model.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.engine.Golden;
import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.example.Example;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ScorerTest {
    private static Golden golden;

    @AutoClose
    private static LanguageModel model;

    private static Scorer scorer;

    @BeforeAll
    static void load() throws IOException {
        golden = Golden.of("llama");
        model = golden.load();
        scorer = new Scorer(model);
    }

    private static List<PromptRow> prompts() throws IOException {
        Adapter adapter = golden.adapter(model.layout());
        List<PromptRow> rows = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            rows.add(new PromptRow(golden.rows().get(i).tokens(), i % 2 == 0 ? adapter : null));
        }
        return rows;
    }

    /** Log-softmax of the golden next-token logits over some tokens. */
    private static double[] expected(int row, int[] tokens) throws IOException {
        float[] logits = golden.tensor("logits." + (row % 2 == 0 ? "adapter." : "base.") + row);
        double sum = Arrays.stream(tokens)
                .mapToDouble(token -> Math.exp(logits[token]))
                .sum();
        return Arrays.stream(tokens)
                .mapToDouble(token -> logits[token] - Math.log(sum))
                .toArray();
    }

    @Test
    void shouldScoreLabelsOfOneTokenInTheOrderGiven() throws IOException {
        float[][] scores =
                scorer.labelLogProbabilities(prompts(), List.of(new int[] {9}, new int[] {4}, new int[] {30}));
        for (int row = 0; row < 6; row++) {
            double[] expected = expected(row, new int[] {9, 4, 30});
            for (int label = 0; label < 3; label++) {
                assertThat((double) scores[row][label]).isCloseTo(expected[label], within(1e-4));
            }
        }
    }

    @Test
    void shouldScoreLabelsOfSeveralTokensByTheirJointProbability() throws IOException {
        List<int[]> labels = List.of(new int[] {9, 5}, new int[] {4}, new int[] {9, 6, 7});
        float[][] scores = scorer.labelLogProbabilities(prompts(), labels);
        for (int row = 0; row < 6; row++) {
            PromptRow prompt = prompts().get(row);
            double[] joint = new double[3];
            for (int label = 0; label < 3; label++) {
                int[] tokens = labels.get(label);
                for (int end = 0; end < tokens.length; end++) {
                    int[] before = Arrays.copyOf(prompt.prompt(), prompt.prompt().length + end + 1);
                    System.arraycopy(tokens, 0, before, prompt.prompt().length, end + 1);
                    Example next = new Example(before, before.length - 1);
                    joint[label] -= scorer.losses(List.of(new ScoringRow(next, prompt.adapter())))
                            .get(0)
                            .sum();
                }
            }
            double sum = Arrays.stream(joint).map(Math::exp).sum();
            for (int label = 0; label < 3; label++) {
                assertThat((double) scores[row][label]).isCloseTo(joint[label] - Math.log(sum), within(1e-4));
            }
        }
    }

    /** As many rows as there are labels, each scored alone. */
    @Test
    void shouldScoreManyLabelsAsIfEachWereScoredAlone() throws IOException {
        List<int[]> labels = new ArrayList<>();
        for (int first = 5; first < 9; first++) {
            labels.add(new int[] {first});
            labels.add(new int[] {first, 3});
            for (int second = 10; second < 13; second++) {
                labels.add(new int[] {first, second, 20});
                labels.add(new int[] {first, second, 21, 22, 23});
            }
        }
        float[][] scores = scorer.jointLogProbabilities(prompts(), labels);
        for (int row = 0; row < 6; row++) {
            PromptRow prompt = prompts().get(row);
            List<ScoringRow> alone = labels.stream()
                    .map(label -> new ScoringRow(joined(prompt.prompt(), label), prompt.adapter()))
                    .toList();
            List<Loss> losses = scorer.losses(alone);
            for (int label = 0; label < labels.size(); label++) {
                assertThat((double) scores[row][label])
                        .isCloseTo(-losses.get(label).sum(), within(1e-4));
            }
        }
        assertThat(scorer.jointLogProbabilities(List.of(), labels)).isEmpty();
    }

    private static Example joined(int[] prompt, int[] label) {
        int[] tokens = Arrays.copyOf(prompt, prompt.length + label.length);
        System.arraycopy(label, 0, tokens, prompt.length, label.length);
        return new Example(tokens, prompt.length);
    }

    @Test
    void shouldFillTheContextWithAPromptAndItsLongestLabel() {
        int[] prompt = new int[94];
        Arrays.fill(prompt, 7);
        List<int[]> labels = List.of(new int[] {4, 5, 6}, new int[] {4, 8, 9}, new int[] {9, 8, 9});
        float[] scores = scorer.jointLogProbabilities(List.of(new PromptRow(prompt, null)), labels)[0];
        for (int i = 0; i < 3; i++) {
            Loss alone = scorer.losses(List.of(new ScoringRow(joined(prompt, labels.get(i)), null)))
                    .get(0);
            assertThat((double) scores[i]).isCloseTo(-alone.sum(), within(1e-4));
        }
        PromptRow longer = new PromptRow(new int[95], null);
        assertThatThrownBy(() -> scorer.jointLogProbabilities(List.of(longer), labels))
                .hasMessageContaining("95 tokens with a label of 3 does not fit the model's context of 96");
    }

    @Test
    void shouldCountResponseTokens() throws IOException {
        List<ScoringRow> rows = new ArrayList<>();
        golden.rows().subList(0, 7).forEach(row -> rows.add(new ScoringRow(row, null)));
        List<Loss> losses = scorer.losses(rows);
        for (int i = 0; i < 7; i++) {
            assertThat(losses.get(i).tokens()).isEqualTo(golden.rows().get(i).responseLength());
            assertThat(losses.get(i).mean()).isCloseTo(golden.tensor("loss.base")[i], within(2e-5));
            assertThat(losses.get(i).sum())
                    .isEqualTo(losses.get(i).mean() * losses.get(i).tokens());
        }
        assertThat(scorer.losses(List.of())).isEmpty();
    }

    @Test
    void shouldRefuseWhatItCannotScore() {
        PromptRow prompt = new PromptRow(new int[] {1, 5}, null);
        assertThatThrownBy(() -> scorer.labelLogProbabilities(List.of(prompt), List.of()))
                .hasMessageContaining("at least one label");
        assertThatThrownBy(() -> scorer.labelLogProbabilities(List.of(prompt), List.of(new int[] {61})))
                .hasMessageContaining("Token 61 is outside the model's vocabulary of 61");
        Example longer = new Example(new int[98], 97);
        assertThatThrownBy(() -> scorer.losses(List.of(new ScoringRow(longer, null))))
                .hasMessageContaining("98 tokens does not fit the model's context of 96");
    }
}
