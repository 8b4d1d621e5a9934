package dev.intarsia.model.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RowPackingTest {
    @Test
    void shouldLayRowsOneBehindTheOther() {
        RowPacking packing = new RowPacking(new int[] {2, 7, 4}, 16);
        long[] padded = LongStream.range(0, 48).toArray();
        assertThat(packing.total()).isEqualTo(16);
        assertThat(packing.packed(padded)).containsExactly(0, 1, 0, 16, 17, 18, 19, 20, 21, 22, 0, 32, 33, 34, 35, 0);
        assertThat(packing.places(new long[] {1, 16, 22, 35})).containsExactly(1, 3, 9, 14);
        assertThat(packing.rows()[0]).containsExactly(0, 0, -1, 1, 1, 1, 1, 1, 1, 1, -1, 2, 2, 2, 2, -1);
        assertThat(packing.rows()[1]).startsWith(0, 1, 0, 0, 1, 2, 3, 4, 5, 6, 0, 0, 1, 2, 3);
    }

    @Test
    void shouldTakeEachRowsPaddingFromBehindIt() {
        RowPacking packing = new RowPacking(new int[] {15, 40, 16}, 40);
        assertThat(packing.total()).isEqualTo(80);
        assertThat(packing.places(LongStream.range(15, 40).toArray())).containsOnly(15);
        assertThat(packing.places(LongStream.range(40, 80).toArray()))
                .isEqualTo(LongStream.range(16, 56).toArray());
        assertThat(packing.places(LongStream.range(96, 120).toArray())).containsOnly(72);
    }

    @Test
    void shouldLeaveRowsAsTheyAreWhereThatSavesNothing() {
        RowPacking packing = new RowPacking(new int[] {29, 30}, 30);
        long[] padded = LongStream.range(0, 60).toArray();
        assertThat(packing.total()).isEqualTo(60);
        assertThat(packing.places(padded)).isEqualTo(padded);
        assertThat(Arrays.stream(packing.packed(padded)).limit(29).toArray()).isEqualTo(Arrays.copyOf(padded, 29));
    }
}
