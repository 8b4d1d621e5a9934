package dev.intarsia.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.intarsia.model.machine.Processor;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BatchInvarianceTest {
    private static final int ROWS = 16;
    private static final int WIDTH = 40;
    private static final int[] SIZES = {1, 5, 11};

    private final float[][] x = random(ROWS);
    private final float[] w = random(1)[0];

    private static float[][] random(int rows) {
        Random random = new Random(3);
        float[][] values = new float[rows][WIDTH];
        for (float[] row : values) {
            for (int i = 0; i < WIDTH; i++) {
                row[i] = random.nextFloat() - 0.5f;
            }
        }
        return values;
    }

    /** A product with one column, summed in so many interleaved parts. */
    private float[][] product(int[] rows, int parts) {
        float[][] result = new float[rows.length][1];
        for (int row = 0; row < rows.length; row++) {
            for (int part = 0; part < parts; part++) {
                float sum = 0;
                for (int i = part; i < WIDTH; i += parts) {
                    sum += x[rows[row]][i] * w[i];
                }
                result[row][0] += sum;
            }
        }
        return result;
    }

    @Test
    void shouldHoldForAProductThatSumsEachRowInOneOrder() {
        assertThat(BatchInvariance.holds(rows -> product(rows, 4), ROWS, SIZES)).isTrue();
    }

    @Test
    void shouldNotHoldWhereTheOrderOfASumFollowsFromTheNumberOfRows() {
        assertThat(BatchInvariance.holds(rows -> product(rows, rows.length < 12 ? 4 : 8), ROWS, SIZES))
                .isFalse();
        assertThat(BatchInvariance.holds(rows -> product(rows, rows.length == 1 ? 1 : 4), ROWS, SIZES))
                .isFalse();
    }

    @Test
    void shouldNotHoldWhereItFollowsFromAnotherRow() {
        BatchInvariance.Pass neighbourly = rows -> product(rows, rows[0] == 0 ? 4 : 2);
        assertThat(BatchInvariance.holds(neighbourly, ROWS, SIZES)).isFalse();
    }

    @Test
    void shouldHoldForATextModelWhereMklSumsInOneOrder() throws IOException {
        assumeTrue(
                NativeEngine.summationOrder().equals("strict")
                        && Processor.here().name().contains("Intel"),
                "seen on Intel's processors, in MKL's strict mode");
        for (String name : List.of("llama", "qwen2", "qwen3")) {
            try (LanguageModel model = Golden.of(name).load()) {
                assertThat(model.batchInvariant()).as(name).isTrue();
            }
        }
    }
}
