package dev.intarsia.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.intarsia.model.adapter.Adapter;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlotDecoderTest {
    private static Golden golden;
    private static LanguageModel model;
    private static Adapter adapter;

    @BeforeAll
    static void load() throws IOException {
        golden = Golden.of("llama");
        model = golden.load();
        adapter = golden.adapter(model.layout());
    }

    @AfterAll
    static void close() {
        model.close();
    }

    private static int[] tokens(int row) {
        return golden.rows().get(row).tokens();
    }

    private static float[] whole(int row) throws IOException {
        return golden.tensor("logits.adapter." + row);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7})
    void shouldGiveTheSameLogitsWhateverPiecesATextComesIn(int piece) throws IOException {
        try (SlotDecoder decoder = new SlotDecoder(model, 1, 90)) {
            for (int row : new int[] {0, 2, 5}) {
                decoder.assign(0, adapter);
                float[] last = new float[0];
                for (int from = 0; from < tokens(row).length; from += piece) {
                    int[] some = Arrays.copyOfRange(tokens(row), from, Math.min(from + piece, tokens(row).length));
                    last = decoder.feed(new int[] {0}, new int[][] {some})[0];
                }
                assertThat(last).containsExactly(whole(row), within(1e-4f));
                assertThat(decoder.length(0)).isEqualTo(tokens(row).length);
            }
        }
    }

    @Test
    void shouldLetSlotsStartAdvanceAndEndIndependently() throws IOException {
        try (SlotDecoder decoder = new SlotDecoder(model, 4, 90)) {
            decoder.assign(3, adapter);
            decoder.feed(new int[] {3}, new int[][] {Arrays.copyOf(tokens(2), 70)});
            decoder.assign(0, adapter);
            // A long slot goes on by one token while two others, in no order, take whole prompts.
            decoder.assign(1, null);
            float[][] logits = decoder.feed(new int[] {1, 3, 0}, new int[][] {
                tokens(1), {tokens(2)[70]}, Arrays.copyOf(tokens(0), tokens(0).length - 1)
            });
            assertThat(logits[0]).containsExactly(golden.tensor("logits.base.1"), within(1e-4f));
            // Slot 1 ends and starts again; the rest of the others' texts follows.
            decoder.assign(1, adapter);
            logits = decoder.feed(new int[] {0, 1, 3}, new int[][] {
                {tokens(0)[tokens(0).length - 1]}, tokens(5), Arrays.copyOfRange(tokens(2), 71, tokens(2).length)
            });
            assertThat(logits[0]).containsExactly(whole(0), within(1e-4f));
            assertThat(logits[1]).containsExactly(whole(5), within(1e-4f));
            assertThat(logits[2]).containsExactly(whole(2), within(1e-4f));
        }
    }

    @Test
    void shouldGiveASlotBackToTheBase() throws IOException {
        try (SlotDecoder decoder = new SlotDecoder(model, 2, 90)) {
            decoder.assign(0, adapter);
            decoder.assign(1, adapter);
            decoder.assign(0, null);
            float[][] logits = decoder.feed(new int[] {0, 1}, new int[][] {tokens(3), tokens(3)});
            assertThat(logits[0]).containsExactly(golden.tensor("logits.base.3"), within(1e-4f));
            assertThat(logits[1]).containsExactly(whole(3), within(1e-4f));
        }
    }

    @Test
    void shouldRefuseWhatDoesNotFitAndChangeNothing() throws IOException {
        try (SlotDecoder decoder = new SlotDecoder(model, 2, tokens(0).length)) {
            decoder.assign(0, adapter);
            decoder.feed(new int[] {0}, new int[][] {Arrays.copyOf(tokens(0), tokens(0).length - 1)});
            int[] last = {tokens(0)[tokens(0).length - 1]};
            assertThatThrownBy(() -> decoder.feed(new int[] {1, 0}, new int[][] {last, {5, 5}}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Slot 0 holds " + (tokens(0).length - 1) + " of " + tokens(0).length);
            assertThatThrownBy(() -> decoder.feed(new int[] {0, 0}, new int[][] {last, last}))
                    .hasMessageContaining("takes part once");
            assertThatThrownBy(() -> decoder.feed(new int[] {0}, new int[][] {{61}}))
                    .hasMessageContaining("Token 61 is outside the model's vocabulary of 61");
            assertThat(decoder.length(1)).isZero();
            assertThat(decoder.feed(new int[] {0}, new int[][] {last})[0]).containsExactly(whole(0), within(1e-4f));
        }
        assertThatThrownBy(() -> new SlotDecoder(model, 1, 97)).hasMessageContaining("1 to 96 tokens");
    }
}
