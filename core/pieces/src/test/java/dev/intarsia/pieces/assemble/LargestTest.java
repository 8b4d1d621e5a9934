package dev.intarsia.pieces.assemble;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.pieces.fixture.Draws;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LargestTest {
    @Test
    void shouldFindTheLargestInTheirOrder() {
        assertThat(Largest.of(new float[] {3, 9, 1, 7, 8}, 3)).containsExactly(1, 3, 4);
    }

    @Test
    void shouldPreferTheFirstOfEqualOnes() {
        assertThat(Largest.of(new float[] {5, 5, 6, 5}, 2)).containsExactly(0, 2);
    }

    @Test
    void shouldPutWhatIsNoNumberLast() {
        assertThat(Largest.of(new float[] {Float.NaN, 0, 1, Float.NaN}, 3)).containsExactly(0, 1, 2);
    }

    @Test
    void shouldKeepAllWhereThereAreNoMore() {
        assertThat(Largest.of(new float[] {2, 1}, 8)).containsExactly(0, 1);
    }

    @Test
    void shouldAgreeWithSorting() {
        Draws draws = new Draws(3);
        for (int length = 1; length < 200; length += 7) {
            float[] values = draws.vector(length);
            for (int i = 0; i < length; i++) {
                values[i] = i % 5 == 0 ? 0.25f : values[i] * values[i];
            }
            int most = 1 + length / 3;

            assertThat(Largest.of(values, most))
                    .containsExactly(IntStream.range(0, length)
                            .boxed()
                            .sorted(Comparator.<Integer>comparingDouble(i -> -values[i]))
                            .limit(most)
                            .mapToInt(i -> i)
                            .sorted()
                            .toArray());
        }
    }
}
