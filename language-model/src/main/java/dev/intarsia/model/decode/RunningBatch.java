package dev.intarsia.model.decode;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.engine.SlotDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The texts in the model's slots. Confined to the loop's thread. */
final class RunningBatch {

    private static final Logger LOG = LoggerFactory.getLogger(RunningBatch.class);

    private final SlotDecoder decoder;
    private final @Nullable RunningText[] slots;
    private final Sampler sampler;
    private final LogProbabilities probabilities;

    RunningBatch(SlotDecoder decoder, int vocabulary) {
        this.decoder = decoder;
        this.slots = new RunningText[decoder.slots()];
        this.sampler = new Sampler(vocabulary);
        this.probabilities = new LogProbabilities(vocabulary);
    }

    int size() {
        return occupied().length;
    }

    /**
     * Advances every text by one token; joining ones by their prompt and one token.
     *
     * @param joining no more than slots are free
     * @return how many tokens were sampled
     */
    int advance(List<RunningText> joining) {
        int[] running = occupied();
        int[] joined = join(joining);
        feed(running);
        feed(joined);
        int sampled = running.length + joined.length;
        leave();
        return sampled;
    }

    /** Frees the slots of texts that have ended or were taken back. */
    void leave() {
        for (int slot : occupied()) {
            RunningText text = at(slot);
            if (text.cancelled()) {
                text.finish(FinishReason.CANCELLED);
            }
            if (text.ended()) {
                slots[slot] = null;
                decoder.assign(slot, null);
            }
        }
    }

    void fail(RuntimeException cause) {
        for (int slot : occupied()) {
            at(slot).fail(cause);
        }
    }

    private int[] join(List<RunningText> joining) {
        List<Integer> joined = new ArrayList<>();
        for (int slot = 0; slot < slots.length && joined.size() < joining.size(); slot++) {
            if (slots[slot] == null) {
                RunningText text = joining.get(joined.size());
                slots[slot] = text;
                decoder.assign(slot, text.request().adapter());
                joined.add(slot);
            }
        }
        return joined.stream().mapToInt(Integer::intValue).toArray();
    }

    private void feed(int[] fed) {
        if (fed.length == 0) {
            return;
        }
        int[][] tokens = IntStream.of(fed).mapToObj(slot -> at(slot).pending()).toArray(int[][]::new);
        float[][] logits;
        try {
            logits = decoder.feed(fed, tokens);
        } catch (RuntimeException e) {
            LOG.error("The model failed on a batch of {} texts; they fail with it.", fed.length, e);
            IntStream.of(fed).forEach(slot -> at(slot).fail(e));
            return;
        }
        for (int row = 0; row < fed.length; row++) {
            pick(at(fed[row]), logits[row]);
        }
    }

    private void pick(RunningText text, float[] logits) {
        try {
            text.advance(logits, sampler, probabilities);
        } catch (ArithmeticException e) {
            text.fail(e);
        }
    }

    private int[] occupied() {
        return IntStream.range(0, slots.length)
                .filter(slot -> slots[slot] != null)
                .toArray();
    }

    private RunningText at(int slot) {
        return requireNonNull(slots[slot]);
    }
}
