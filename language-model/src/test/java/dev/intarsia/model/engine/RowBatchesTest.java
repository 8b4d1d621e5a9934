package dev.intarsia.model.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowBatchesTest {
    @Test
    void shouldBatchRowsOfLikeLengthWithinTheBound() {
        assertThat(RowBatches.cut(new int[] {5, 3, 5, 10, 3}, 12))
                .containsExactly(new int[] {1, 4}, new int[] {0, 2}, new int[] {3});
    }

    @Test
    void shouldGiveARowThatExceedsTheBoundABatchOfItsOwn() {
        assertThat(RowBatches.cut(new int[] {30, 2}, 10)).containsExactly(new int[] {1}, new int[] {0});
        assertThat(RowBatches.cut(new int[0], 10)).isEmpty();
    }

    @Test
    void shouldNotMixRowsThatAttendInDifferentWays() {
        assertThat(RowBatches.cut(new int[] {65, 64}, 1000)).containsExactly(new int[] {1}, new int[] {0});
    }

    @Test
    void shouldHoldEveryRowOnce() {
        Random random = new Random(3);
        int[] lengths = random.ints(200, 1, 90).toArray();
        List<int[]> batches = RowBatches.cut(lengths, 256);
        assertThat(batches.stream().flatMapToInt(Arrays::stream).sorted().toArray())
                .isEqualTo(IntStream.range(0, 200).toArray());
        for (int[] batch : batches) {
            int longest = Arrays.stream(batch).map(i -> lengths[i]).max().getAsInt();
            assertThat(batch.length * longest).isLessThanOrEqualTo(Math.max(256, longest));
        }
    }
}
