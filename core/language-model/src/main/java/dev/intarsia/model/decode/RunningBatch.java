package dev.intarsia.model.decode;

import dev.intarsia.model.engine.SlotDecoder;
import dev.intarsia.model.engine.SlotRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The texts in the model's slots; the one at index i has slot i. Confined to the loop's thread. */
final class RunningBatch {
    private static final Logger LOG = LoggerFactory.getLogger(RunningBatch.class);

    /** Parts of prompts are read in one pass as long as the longest is at most so much longer than the shortest. */
    private static final double PADDING = 1.3;

    private final SlotDecoder decoder;
    private final CacheMemory memory;
    private final int prefillTokens;
    private final List<RunningText> texts = new ArrayList<>();
    /** Those that have not read their prompts, in the order they joined; slots lose it when a text leaves. */
    private final List<RunningText> reading = new ArrayList<>();

    private final Sampler sampler;
    private final LogProbabilities probabilities;

    /** A text's place in a pass. */
    private record BatchRow(RunningText text, SlotRow row) {}

    RunningBatch(SlotDecoder decoder, CacheMemory memory, int prefillTokens, int vocabulary) {
        this.decoder = decoder;
        this.memory = memory;
        this.prefillTokens = prefillTokens;
        this.sampler = new Sampler(vocabulary);
        this.probabilities = new LogProbabilities(vocabulary);
    }

    int size() {
        return texts.size();
    }

    /**
     * Advances every text that has read its prompt by one token and lets the others read on, up to the bound of prompt
     * tokens, first come first served.
     *
     * @param joining no more than slots are free; one without a lease fails, as does one whose adapter cannot be had
     * @return how many tokens were sampled
     */
    int advance(List<RunningText> joining) {
        List<BatchRow> steps = new ArrayList<>();
        for (int slot = 0; slot < texts.size(); slot++) {
            if (texts.get(slot).prompted()) {
                steps.add(new BatchRow(texts.get(slot), texts.get(slot).next(slot, 1)));
            }
        }
        joining.forEach(this::join);
        decoder.clear(memory.spent());
        List<BatchRow> parts = parts();
        int sampled = feed(steps);
        parts.sort(Comparator.comparingInt((BatchRow turn) -> turn.row().tokens().length));
        int from = 0;
        for (int to = 1; to <= parts.size(); to++) {
            if (to == parts.size() || length(parts, to) > PADDING * length(parts, from) + 8) {
                sampled += feed(parts.subList(from, to));
                from = to;
            }
        }
        leave();
        return sampled;
    }

    private void join(RunningText text) {
        if (!text.leased()) {
            text.fail(new IllegalStateException(
                    "The key-value cache has no room for a text that is allowed to be so long."
                            + " Nothing else runs, so waiting would not help; please report this."));
            return;
        }
        try {
            decoder.assign(texts.size(), text.request().adapter());
            texts.add(text);
            reading.add(text);
        } catch (RuntimeException e) {
            LOG.error("An adapter could not be given a slot; its text fails.", e);
            memory.release(text.lease());
            text.fail(e);
        }
    }

    /** Frees the slots of texts that have ended or were taken back, and clears what they held. */
    void leave() {
        boolean gone = false;
        for (int slot = texts.size() - 1; slot >= 0; slot--) {
            RunningText text = texts.get(slot);
            if (text.cancelled()) {
                text.finish(FinishReason.CANCELLED);
            }
            if (text.ended()) {
                reading.remove(text);
                gone |= text.request().adapter() != null && text.lease().reader.gone();
                memory.release(text.lease());
                int last = texts.size() - 1;
                if (slot < last) {
                    decoder.move(last, slot);
                    texts.set(slot, texts.get(last));
                }
                texts.remove(last);
            }
        }
        decoder.clear(memory.spent());
        if (gone) {
            vacate();
        }
    }

    /** Overwrites the adapters of slots where no text runs. */
    void vacate() {
        for (int slot = texts.size(); slot < decoder.slots(); slot++) {
            decoder.assign(slot, null);
        }
    }

    void fail(RuntimeException cause) {
        texts.forEach(text -> text.fail(cause));
    }

    private List<BatchRow> parts() {
        List<BatchRow> parts = new ArrayList<>();
        int left = prefillTokens;
        reading.removeIf(RunningText::prompted);
        for (RunningText text : reading) {
            if (left > 0) {
                SlotRow row = text.next(texts.indexOf(text), left);
                parts.add(new BatchRow(text, row));
                left -= row.tokens().length;
            }
        }
        return parts;
    }

    private static int length(List<BatchRow> turns, int at) {
        return turns.get(at).row().tokens().length;
    }

    private int feed(List<BatchRow> turns) {
        if (turns.isEmpty()) {
            return 0;
        }
        List<SlotRow> rows = turns.stream()
                .map(BatchRow::row)
                .sorted(Comparator.comparingInt(SlotRow::slot))
                .toList();
        float[][] logits;
        try {
            logits = turns.get(0).text().prompted() ? decoder.step(rows) : decoder.read(rows);
        } catch (RuntimeException e) {
            LOG.error("The model failed on a batch of {} texts; they fail with it.", turns.size(), e);
            turns.forEach(turn -> turn.text().fail(e));
            return 0;
        }
        int sampled = 0;
        for (int i = 0; i < rows.size(); i++) {
            RunningText text = texts.get(rows.get(i).slot());
            boolean prompt = !text.prompted();
            text.read(rows.get(i).tokens().length);
            if (prompt) {
                memory.publish(text.lease(), text.read());
            }
            if (text.prompted()) {
                pick(text, logits[i]);
                sampled++;
            }
        }
        return sampled;
    }

    private void pick(RunningText text, float[] logits) {
        try {
            text.advance(logits, sampler, probabilities);
        } catch (ArithmeticException e) {
            text.fail(e);
        } catch (RuntimeException e) {
            LOG.error("No token could be picked for a text; it fails.", e);
            text.fail(e);
        }
    }
}
