package dev.intarsia.pieces.assemble;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LargestTest {
    @Test
    void shouldFindTheLargestInTheirOrder() {
        assertThat(Largest.of(new double[] {3, 9, 1, 7, 8}, 3)).containsExactly(1, 3, 4);
    }

    @Test
    void shouldPreferTheFirstOfEqualOnes() {
        assertThat(Largest.of(new double[] {5, 5, 6, 5}, 2)).containsExactly(0, 2);
    }

    @Test
    void shouldPutWhatIsNoNumberLast() {
        assertThat(Largest.of(new double[] {Double.NaN, 0, -1}, 2)).containsExactly(1, 2);
    }

    @Test
    void shouldKeepAllWhereThereAreNoMore() {
        assertThat(Largest.of(new double[] {2, 1}, 8)).containsExactly(0, 1);
    }
}
