package dev.intarsia.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterValues;
import dev.intarsia.model.fixture.SameNumbers;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlotDecoderTest {
    /** Blocks of one sequence: 96 positions, the model's context. */
    private static final int EACH = 6;

    private static Golden golden;

    @AutoClose
    private static LanguageModel model;

    private static Adapter adapter;
    private static SameNumbers same;

    @BeforeAll
    static void load() throws IOException {
        golden = Golden.of("llama");
        model = golden.load();
        adapter = golden.adapter(model.layout());
        same = SameNumbers.in(model);
    }

    private static int[] tokens(int row) {
        return golden.rows().get(row).tokens();
    }

    private static float[] whole(int row) throws IOException {
        return golden.tensor("logits.adapter." + row);
    }

    /** Blocks 1 and up for the first sequence, the next ones for the second, and so on, in no order. */
    private static int[] blocks(int sequence) {
        int[] blocks = new int[EACH];
        for (int i = 0; i < EACH; i++) {
            blocks[i] = sequence * EACH + 1 + (i * 5) % EACH;
        }
        return blocks;
    }

    private static SlotRow row(int slot, int start, int... tokens) {
        return new SlotRow(slot, start, tokens, blocks(slot));
    }

    private static SlotDecoder decoder(int slots) {
        return new SlotDecoder(model, slots, slots * EACH);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7})
    void shouldGiveTheSameLogitsWhateverPiecesATextComesIn(int piece) throws IOException {
        try (SlotDecoder decoder = decoder(1)) {
            decoder.assign(0, adapter);
            for (int row : new int[] {0, 2, 5}) {
                float[] last = new float[0];
                for (int from = 0; from < tokens(row).length; from += piece) {
                    int[] some = Arrays.copyOfRange(tokens(row), from, Math.min(from + piece, tokens(row).length));
                    last = decoder.read(List.of(row(0, from, some)))[0];
                }
                assertThat(last).containsExactly(whole(row), within(1e-4f));
            }
        }
    }

    @Test
    void shouldLetSlotsStartAdvanceAndEndIndependently() throws IOException {
        try (SlotDecoder decoder = decoder(4)) {
            decoder.assign(3, adapter);
            decoder.read(List.of(row(3, 0, Arrays.copyOf(tokens(2), 70))));
            decoder.assign(0, adapter);
            // A long sequence goes on by one token while two others, in no order, take whole prompts.
            int split = tokens(0).length - 1;
            float[][] logits = decoder.read(List.of(
                    row(1, 0, tokens(1)), row(3, 70, tokens(2)[70]), row(0, 0, Arrays.copyOf(tokens(0), split))));
            assertThat(logits[0]).containsExactly(golden.tensor("logits.base.1"), within(1e-4f));
            // Slot 1 ends and starts again; the rest of the others' texts follows.
            decoder.assign(1, adapter);
            logits = decoder.read(List.of(
                    row(0, split, tokens(0)[split]),
                    row(1, 0, tokens(5)),
                    row(3, 71, Arrays.copyOfRange(tokens(2), 71, tokens(2).length))));
            assertThat(logits[0]).containsExactly(whole(0), within(1e-4f));
            assertThat(logits[1]).containsExactly(whole(5), within(1e-4f));
            assertThat(logits[2]).containsExactly(whole(2), within(1e-4f));
        }
    }

    @Test
    void shouldGiveASlotBackToTheBaseAndItsAdapterToAnother() throws IOException {
        try (SlotDecoder decoder = decoder(3)) {
            decoder.assign(0, adapter);
            decoder.move(0, 2);
            decoder.assign(0, null);
            float[][] logits = decoder.read(List.of(row(0, 0, tokens(3)), row(2, 0, tokens(3))));
            assertThat(logits[0]).containsExactly(golden.tensor("logits.base.3"), within(1e-4f));
            assertThat(logits[1]).containsExactly(whole(3), within(1e-4f));
        }
    }

    @Test
    void shouldLetSequencesGoOnFromBlocksTheyShare() throws IOException {
        try (SlotDecoder decoder = decoder(2)) {
            decoder.assign(0, adapter);
            decoder.assign(1, adapter);
            decoder.read(List.of(row(0, 0, Arrays.copyOf(tokens(2), 64))));
            int[] shared = blocks(1);
            System.arraycopy(blocks(0), 0, shared, 0, 4);
            int[] rest = Arrays.copyOfRange(tokens(2), 64, tokens(2).length);
            float[] logits = decoder.read(List.of(new SlotRow(1, 64, rest, shared)))[0];
            assertThat(logits).containsExactly(whole(2), within(1e-4f));
        }
    }

    @Test
    void shouldGiveTheSameLogitsWhateverElseIsInThePass() {
        try (SlotDecoder decoder = decoder(6)) {
            for (int slot = 0; slot < 6; slot++) {
                decoder.assign(slot, slot % 2 == 0 ? adapter : null);
            }
            List<SlotRow> prompts = IntStream.range(0, 6)
                    .mapToObj(slot -> row(slot, 0, Arrays.copyOf(tokens(slot), tokens(slot).length - 1)))
                    .toList();
            List<SlotRow> steps = IntStream.range(0, 6)
                    .mapToObj(slot -> row(slot, tokens(slot).length - 1, tokens(slot)[tokens(slot).length - 1]))
                    .toList();
            float[][] together = decoder.read(prompts);
            float[][] next = decoder.step(steps);
            for (int slot = 0; slot < 6; slot++) {
                SlotRow prompt = prompts.get(slot);
                same.require(decoder.read(List.of(prompt))[0], together[slot]);
                same.require(decoder.step(List.of(steps.get(slot)))[0], next[slot]);
                int half = prompt.tokens().length / 2;
                decoder.read(List.of(row(slot, 0, Arrays.copyOf(prompt.tokens(), half))));
                float[] parts = decoder.read(List.of(
                        row(slot, half, Arrays.copyOfRange(prompt.tokens(), half, prompt.tokens().length))))[0];
                same.require(parts, together[slot]);
            }
        }
    }

    @Test
    void shouldKeepNumbersThatAreNoneFromEveryOtherRow() {
        // With no more blocks than it fills, a short row reads on where padding might have gone.
        SlotRow few = new SlotRow(0, 0, Arrays.copyOf(tokens(0), 5), new int[] {3});
        try (SlotDecoder decoder = decoder(3)) {
            decoder.assign(0, adapter);
            float[] alone = decoder.read(List.of(few))[0];
            decoder.assign(1, filled(Float.NaN));
            decoder.assign(2, filled(Float.MAX_VALUE));

            decoder.read(List.of(row(1, 0, Arrays.copyOf(tokens(1), 3)), row(2, 0, Arrays.copyOf(tokens(2), 6))));
            decoder.step(List.of(row(1, 3, tokens(1)[3])));

            same.require(decoder.read(List.of(few))[0], alone);
            same.require(decoder.read(List.of(row(1, 0, tokens(1)), few, row(2, 0, tokens(2))))[1], alone);
        }
    }

    @Test
    void shouldLeaveNothingInBlocksThatAreCleared() {
        try (SlotDecoder decoder = decoder(1)) {
            decoder.assign(0, adapter);
            float[] whole = decoder.read(List.of(row(0, 0, tokens(0))))[0];
            decoder.assign(0, filled(Float.NaN));
            decoder.read(List.of(row(0, 0, tokens(2))));

            decoder.clear(blocks(0));

            decoder.assign(0, adapter);
            assertThat(decoder.read(List.of(row(0, 0, tokens(0))))[0]).isEqualTo(whole);
            assertThatThrownBy(() -> decoder.clear(new int[] {0})).hasMessageContaining("no block 0; they are 1 to 6");
        }
    }

    private static Adapter filled(float value) {
        float[] values = new float[model.layout().size()];
        Arrays.fill(values, value);
        return Adapter.of(AdapterValues.of(model.layout(), values));
    }

    @Test
    void shouldRefuseWhatDoesNotFitAndChangeNothing() throws IOException {
        int split = tokens(0).length - 1;
        int[] own = Arrays.copyOf(blocks(0), split / SlotDecoder.BLOCK + 1);
        int room = own.length * SlotDecoder.BLOCK;
        try (SlotDecoder decoder = decoder(2)) {
            decoder.assign(0, adapter);
            decoder.read(List.of(new SlotRow(0, 0, Arrays.copyOf(tokens(0), split), own)));
            int[] last = {tokens(0)[split]};
            assertThatThrownBy(() -> decoder.read(List.of(row(1, 0, last), new SlotRow(0, split, new int[room], own))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("holds " + split + " of " + room);
            assertThatThrownBy(() -> decoder.read(List.of(row(0, 0, last), row(0, 0, last))))
                    .hasMessageContaining("each slot once");
            assertThatThrownBy(() -> decoder.read(List.of(row(0, 0, 61))))
                    .hasMessageContaining("Token 61 is outside the model's vocabulary of 61");
            assertThatThrownBy(() -> decoder.read(List.of(new SlotRow(0, 0, last, new int[] {0}))))
                    .hasMessageContaining("no block 0; they are 1 to 12");
            assertThat(decoder.read(List.of(new SlotRow(0, split, last, own)))[0])
                    .containsExactly(whole(0), within(1e-4f));
        }
        assertThatThrownBy(() -> new SlotDecoder(model, 1, 0)).hasMessageContaining("at least one slot and one block");
    }
}
