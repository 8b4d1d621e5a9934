package dev.intarsia.model.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.model.example.Example;
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
    void shouldOnlyMixLongRowsThatArePaddedAlike() {
        List<Example> rows =
                List.of(row(210, 3), row(20, 3), row(193, 9), row(209, 17), row(208, 16), row(192, 2), row(70, 20));
        assertThat(RowBatches.ofOneKind(rows, 4096))
                .containsExactly(
                        new int[] {1}, new int[] {6}, new int[] {5}, new int[] {2, 4}, new int[] {0}, new int[] {3});
        assertThat(RowBatches.cut(rows, 4096)).containsExactly(new int[] {1}, new int[] {6, 5, 2, 4, 3, 0});
    }

    private static Example row(int length, int responses) {
        return new Example(new int[length + 1], length + 1 - responses);
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
