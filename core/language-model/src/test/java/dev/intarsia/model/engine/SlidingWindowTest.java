package dev.intarsia.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.example.Example;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Windows where a text is read in pieces or in branches; {@link GoldenTest} has them in whole rows. */
class SlidingWindowTest {
    /** Blocks of one sequence: 96 positions, the model's context. */
    private static final int EACH = 6;

    @ParameterizedTest
    @ValueSource(strings = {"mistral-window", "qwen2-window", "qwen3-window"})
    void shouldGiveTheSameLogitsTokenByToken(String name) throws IOException {
        Golden golden = Golden.of(name);
        try (LanguageModel model = golden.load();
                SlotDecoder decoder = new SlotDecoder(model, 7, 7 * EACH)) {
            int[] read = new int[7];
            for (int row = 0; row < 7; row++) {
                decoder.assign(row, row % 2 == 0 ? golden.adapter(model.layout()) : null);
                // What is read at once is shorter than the window, or longer.
                read[row] = row % 3 == 0 ? 3 : tokens(golden, row).length - 2;
                decoder.read(List.of(new SlotRow(row, 0, Arrays.copyOf(tokens(golden, row), read[row]), blocks(row))));
            }
            for (int step = 0; step < 80; step++) {
                int at = step;
                List<SlotRow> rows = IntStream.range(0, 7)
                        .filter(row -> read[row] + at < tokens(golden, row).length)
                        .mapToObj(row -> new SlotRow(
                                row, read[row] + at, new int[] {tokens(golden, row)[read[row] + at]}, blocks(row)))
                        .toList();
                float[][] logits = rows.isEmpty() ? new float[0][] : decoder.step(rows);
                for (int i = 0; i < logits.length; i++) {
                    int row = rows.get(i).slot();
                    if (rows.get(i).end() == tokens(golden, row).length) {
                        assertThat(logits[i]).containsExactly(whole(golden, row), within(1e-4f));
                        read[row] = Integer.MAX_VALUE / 2;
                    }
                }
            }
            assertThat(read).containsOnly(Integer.MAX_VALUE / 2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mistral-window", "qwen2-window", "qwen3-window"})
    void shouldGiveBranchesTheLossesOfTheirRows(String name) throws IOException {
        Golden golden = Golden.of(name);
        List<int[]> labels = List.of(new int[] {9, 5, 12}, new int[] {4}, new int[] {9, 6, 7, 8, 10, 11, 13, 14});
        try (LanguageModel model = golden.load()) {
            Adapter adapter = golden.adapter(model.layout());
            for (int row : new int[] {0, 2}) {
                int[] prompt = tokens(golden, row);
                float[] found = new LabelPass(model).whole(List.of(prompt), List.of(adapter), labels)[0];
                for (int i = 0; i < found.length; i++) {
                    int[] label = labels.get(i);
                    int[] all = Arrays.copyOf(prompt, prompt.length + label.length);
                    System.arraycopy(label, 0, all, prompt.length, label.length);
                    float loss =
                            new LossPass(model).losses(List.of(new Example(all, prompt.length)), List.of(adapter))[0];
                    assertThat(found[i]).isCloseTo(-loss * label.length, within(1e-4f));
                }
            }
        }
    }

    private static int[] tokens(Golden golden, int row) {
        return golden.rows().get(row).tokens();
    }

    private static float[] whole(Golden golden, int row) throws IOException {
        return golden.tensor("logits." + (row % 2 == 0 ? "adapter." : "base.") + row);
    }

    private static int[] blocks(int sequence) {
        return IntStream.range(0, EACH)
                .map(i -> sequence * EACH + 1 + (i * 5) % EACH)
                .toArray();
    }
}
