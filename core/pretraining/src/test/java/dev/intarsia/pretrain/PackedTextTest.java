package dev.intarsia.pretrain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class PackedTextTest {
    @Test
    void shouldPutTextsBetweenTheirEndsAndCutWindowsThatOverlapByOneToken() {
        PackedText packed = new PackedText(1, 2);
        packed.add(new int[] {10, 11, 12});
        packed.add(new int[] {20, 21});
        packed.add(new int[] {30});

        List<int[]> windows = packed.windows(4, 7).stream()
                .sorted(Comparator.comparingInt(window -> window[0]))
                .toList();

        assertThat(packed.length()).isEqualTo(12);
        assertThat(windows)
                .usingElementComparator(Arrays::compare)
                .containsExactly(new int[] {1, 10, 11, 12, 2}, new int[] {2, 1, 20, 21, 2});
    }

    @Test
    void shouldPredictEveryTokenOfAWindowOnce() {
        Batch batch = TextStage.batch(List.of(new int[] {1, 5, 6}, new int[] {7, 8, 9}), 0.5);

        assertThat(batch.ids()).containsExactly(1, 5, 7, 8);
        assertThat(batch.places()).containsExactly(0, 1, 2, 3);
        assertThat(batch.targets()).containsExactly(5, 6, 8, 9);
        assertThat(batch.shares()).containsOnly(0.125f);
    }

    @Test
    void shouldPadOnTheRightAndPredictAnswersOnly() {
        Batch batch = Batch.of(
                List.of(new LearningRow(new int[] {1, 5, 6, 7}, 3, 1), new LearningRow(new int[] {1, 8}, 1, 0.5f)));

        assertThat(batch.columns()).isEqualTo(3);
        assertThat(batch.ids()).containsExactly(1, 5, 6, 1, 0, 0);
        assertThat(batch.places()).containsExactly(2, 3);
        assertThat(batch.targets()).containsExactly(7, 8);
        assertThat(batch.shares()).containsExactly(1, 0.5f);
    }

    @Test
    void shouldReadEveryWindowOnceInTheSameOrderForTheSameSeed() {
        PackedText packed = new PackedText(1, 2);
        packed.add(java.util.stream.IntStream.range(10, 500).toArray());
        List<int[]> windows = packed.windows(10, 3);
        TextStage stage = new TextStage(windows, 4);

        assertThat(stage.steps()).isEqualTo(windows.size() / 4);
        assertThat(packed.windows(10, 3))
                .usingElementComparator(Arrays::compare)
                .isEqualTo(windows);
        assertThat(packed.windows(10, 4))
                .usingElementComparator(Arrays::compare)
                .isNotEqualTo(windows);
        assertThat(stage.batches(1).get(0).ids()[0]).isEqualTo(windows.get(4)[0]);
    }
}
