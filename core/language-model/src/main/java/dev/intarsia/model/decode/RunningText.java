package dev.intarsia.model.decode;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.decode.GenerationEvent.Failed;
import dev.intarsia.model.decode.GenerationEvent.Finished;
import dev.intarsia.model.engine.SlotDecoder;
import dev.intarsia.model.engine.SlotRow;
import dev.intarsia.model.engine.VirtualTokens;
import dev.intarsia.model.tokenizer.Tokenizer;
import java.util.Arrays;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request from its admission to its last event. Confined to the loop's thread, but for its cancellation. */
final class RunningText {
    private static final Logger LOG = LoggerFactory.getLogger(RunningText.class);

    private final GenerationRequest request;
    /** The request's, behind its adapter's virtual tokens. */
    private final int[] prompt;

    private final TextStream text;
    private final TokenHistory history;
    private final SplittableRandom random;
    private final Set<Integer> ends;
    private volatile boolean cancelled;
    private boolean ended;
    private @Nullable Lease lease;
    private int read;
    private int last;
    private int generated;

    /** @param ends tokens that end a text */
    RunningText(GenerationRequest request, Tokenizer tokenizer, Set<Integer> ends) {
        this.request = request;
        this.prompt = VirtualTokens.before(request.adapter(), request.prompt());
        this.text = new TextStream(tokenizer.incremental(request.prompt()), request.stop());
        this.history = new TokenHistory(request.prompt());
        this.random = new SplittableRandom(request.sampling().seed());
        this.ends = ends;
    }

    GenerationRequest request() {
        return request;
    }

    /** Takes the room this text will need, or nothing where there is none yet. */
    boolean lease(CacheMemory memory) {
        // The token sampled last is never read.
        lease = memory.lease(PrefixReader.of(request), prompt, prompt.length + request.maxTokens() - 1);
        read = lease == null ? 0 : lease.known() * SlotDecoder.BLOCK;
        return lease != null;
    }

    /** Whether it has the room it needs. */
    boolean leased() {
        return lease != null;
    }

    Lease lease() {
        return requireNonNull(lease);
    }

    /** Whether the model has read the whole prompt. */
    boolean prompted() {
        return read >= prompt.length;
    }

    /** The next tokens for the model to read: of the prompt, up to {@code most}, then the one sampled last. */
    SlotRow next(int slot, int most) {
        int[] tokens = prompted()
                ? new int[] {last}
                : Arrays.copyOfRange(prompt, read, (int) Math.min((long) read + most, prompt.length));
        return new SlotRow(slot, read, tokens, lease().blocks());
    }

    /** Notes that the model has read more tokens. */
    void read(int tokens) {
        read += tokens;
    }

    /** How many tokens the model has read. */
    int read() {
        return read;
    }

    boolean ended() {
        return ended;
    }

    boolean cancelled() {
        return cancelled;
    }

    void cancel() {
        cancelled = true;
    }

    /** Picks the next token from the model's scores after what it has read. */
    void advance(float[] logits, Sampler sampler, LogProbabilities probabilities) {
        int token = sampler.pick(logits, request.sampling(), history, random);
        generated++;
        history.add(token);
        last = token;
        TokenChoice choice = choice(logits, token, probabilities);
        if (ends.contains(token)) {
            finish(FinishReason.STOP, choice);
            return;
        }
        tell(generated == request.maxTokens() ? text.last(token, choice) : text.add(token, choice));
        if (text.stopped()) {
            finish(FinishReason.STOP);
        } else if (generated == request.maxTokens()) {
            finish(FinishReason.LENGTH);
        }
    }

    void finish(FinishReason reason) {
        finish(reason, null);
    }

    private void finish(FinishReason reason, @Nullable TokenChoice choice) {
        tell(text.end(choice));
        last(new Finished(reason, request.prompt().length, generated));
    }

    void fail(RuntimeException cause) {
        last(new Failed(cause));
    }

    private @Nullable TokenChoice choice(float[] logits, int token, LogProbabilities probabilities) {
        return request.alternatives().isPresent()
                ? probabilities.of(logits, token, request.alternatives().getAsInt())
                : null;
    }

    private void last(GenerationEvent event) {
        if (!ended) {
            ended = true;
            hear(event);
        }
    }

    private void tell(GenerationEvent.Delta delta) {
        if (!delta.isEmpty() && !ended) {
            hear(delta);
        }
    }

    private void hear(GenerationEvent event) {
        try {
            request.listener().accept(event);
        } catch (RuntimeException e) {
            LOG.warn("A listener failed; its text is cancelled.", e);
            cancel();
        }
    }
}
