package dev.intarsia.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.example.Example;
import dev.intarsia.model.gate.Signature;
import dev.intarsia.model.gate.SignatureExtractor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a row gives depends neither on the rows beside it nor on how they are cut into batches. */
class NeighboursTest {
    private static Golden golden;

    @AutoClose
    private static LanguageModel model;

    @BeforeAll
    static void load() throws IOException {
        golden = Golden.of("qwen3");
        model = golden.load();
    }

    private static List<Example> rows() {
        return golden.rows().subList(0, 7);
    }

    private static List<Adapter> adapters() throws IOException {
        Adapter adapter = golden.adapter(model.layout());
        return Arrays.asList(adapter, null, null, adapter, Adapter.zero(model.layout()), adapter, null);
    }

    @Test
    void shouldGiveEachRowTheLossItHasAlone() throws IOException {
        LossPass pass = new LossPass(model);
        float[] together = pass.losses(rows(), adapters());
        for (int i = 0; i < 7; i++) {
            float alone = pass.losses(
                            List.of(rows().get(i)),
                            Collections.singletonList(adapters().get(i)))[0];
            assertThat(together[i]).isCloseTo(alone, within(1e-5f));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 50})
    void shouldNotMindHowRowsAreCutIntoBatches(int batchTokens) throws IOException {
        float[] whole = new LossPass(model).losses(rows(), adapters());
        try (LanguageModel other = golden.load(EngineOptions.defaults().withBatchTokens(batchTokens))) {
            assertThat(new LossPass(other).losses(rows(), adapters())).containsExactly(whole, within(1e-5f));
        }
    }

    @Test
    void shouldGiveEachRowTheSignatureItHasAlone() {
        try (SignatureExtractor extractor = new SignatureExtractor(model, 16)) {
            List<Signature> together = extractor.of(rows());
            for (int i = 0; i < 7; i++) {
                Signature alone = extractor.of(List.of(rows().get(i))).get(0);
                assertThat(together.get(i).loss()).isCloseTo(alone.loss(), within(1e-5));
                int row = i;
                alone.sketches()
                        .forEach((module, sketch) -> assertThat(
                                        together.get(row).sketches().get(module))
                                .containsExactly(sketch, within(1e-5f)));
            }
        }
    }

    @Test
    void shouldGiveTheSameFromSeveralThreadsAtOnce() throws Exception {
        float[] losses = new LossPass(model).losses(rows(), adapters());
        try (SignatureExtractor extractor = new SignatureExtractor(model, 16)) {
            List<Signature> signatures = extractor.of(rows());
            List<Callable<Boolean>> work = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                work.add(() -> Arrays.equals(losses, new LossPass(model).losses(rows(), adapters())));
                work.add(() -> same(signatures, extractor.of(rows())));
            }
            ExecutorService threads = Executors.newFixedThreadPool(4);
            try {
                for (Future<Boolean> done : threads.invokeAll(work)) {
                    assertThat(done.get()).isTrue();
                }
            } finally {
                threads.shutdown();
            }
        }
    }

    private static boolean same(List<Signature> expected, List<Signature> found) {
        for (int i = 0; i < expected.size(); i++) {
            int row = i;
            if (!expected.get(i).sketches().entrySet().stream()
                    .allMatch(sketch -> Arrays.equals(
                            sketch.getValue(), found.get(row).sketches().get(sketch.getKey())))) {
                return false;
            }
        }
        return true;
    }
}
