package dev.intarsia.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.TuningMethod;
import dev.intarsia.model.fixture.RandomAdapter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@link OracleTest} compares the numbers; here they are compared with each other, for every kind of adapter. */
class EmbeddingPassTest {
    @ParameterizedTest
    @EnumSource(TuningMethod.class)
    void shouldEmbedEachTextAsIfAlone(TuningMethod method) throws IOException {
        Random random = new Random(1);
        try (LanguageModel model = load(method)) {
            EmbeddingPass pass = new EmbeddingPass(model);
            List<int[]> texts = new ArrayList<>();
            List<@Nullable Adapter> adapters = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                texts.add(random.ints(1 + random.nextInt(40), 3, 61).toArray());
                adapters.add(i % 4 == 0 ? null : RandomAdapter.of(model.layout(), new Random(i % 4), 0.3));
            }

            float[][] together = pass.means(texts, adapters);

            for (int i = 0; i < texts.size(); i++) {
                float[] alone = pass.means(List.of(texts.get(i)), Arrays.asList(adapters.get(i)))[0];
                assertThat(together[i]).hasSize(model.config().hiddenSize()).containsExactly(alone, within(1e-5f));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(TuningMethod.class)
    void shouldDependOnTheAdapter(TuningMethod method) throws IOException {
        try (LanguageModel model = load(method)) {
            int[] text = {5, 9, 13, 17};
            List<@Nullable Adapter> adapters = Arrays.asList(
                    null,
                    RandomAdapter.of(model.layout(), new Random(1), 0.3),
                    RandomAdapter.of(model.layout(), new Random(2), 0.3));

            float[][] means = new EmbeddingPass(model).means(List.of(text, text, text), adapters);

            assertThat(distance(means[0], means[1])).isGreaterThan(0.01);
            assertThat(distance(means[1], means[2])).isGreaterThan(0.01);
        }
    }

    @ParameterizedTest
    @EnumSource(TuningMethod.class)
    void shouldRefuseWhatIsNoText(TuningMethod method) throws IOException {
        try (LanguageModel model = load(method)) {
            EmbeddingPass pass = new EmbeddingPass(model);
            int context = model.config().contextLength();
            List<@Nullable Adapter> own = Arrays.asList(RandomAdapter.of(model.layout(), new Random(1), 0.3));

            assertThatThrownBy(() -> pass.means(List.of(new int[0]), own)).hasMessageContaining("no embedding");
            assertThatThrownBy(() -> pass.means(List.of(new int[context + 1]), own))
                    .hasMessageContaining("give 1 to " + context);
            assertThatThrownBy(() -> pass.means(List.of(new int[] {1, -1}), own))
                    .hasMessageContaining("Token -1");
            assertThat(pass.means(List.of(), List.of())).isEmpty();
        }
    }

    private static LanguageModel load(TuningMethod method) throws IOException {
        return Golden.of("llama")
                .load(EngineOptions.defaults().withBatchTokens(200).withForm(method.codec()));
    }

    private static double distance(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += (one[i] - other[i]) * (double) (one[i] - other[i]);
        }
        return Math.sqrt(sum);
    }
}
