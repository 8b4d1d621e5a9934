package dev.intarsia.model.decode;

import dev.intarsia.model.decode.GenerationEvent.Failed;
import dev.intarsia.model.decode.GenerationEvent.Finished;
import dev.intarsia.model.tokenizer.Tokenizer;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request from its admission to its last event. Confined to the loop's thread, but for its cancellation. */
final class RunningText {

    private static final Logger LOG = LoggerFactory.getLogger(RunningText.class);

    private final GenerationRequest request;
    private final TextStream text;
    private final TokenHistory history;
    private final SplittableRandom random;
    private final Set<Integer> ends;
    private volatile boolean cancelled;
    private boolean ended;
    private int[] pending;
    private int generated;

    /** @param ends tokens that end a text */
    RunningText(GenerationRequest request, Tokenizer tokenizer, Set<Integer> ends) {
        this.request = request;
        this.text = new TextStream(tokenizer.incremental(), request.stop());
        this.history = new TokenHistory(request.prompt());
        this.random = new SplittableRandom(request.sampling().seed());
        this.ends = ends;
        this.pending = request.prompt();
    }

    GenerationRequest request() {
        return request;
    }

    /** The tokens the model has not seen: the prompt at first, then the one sampled last. */
    int[] pending() {
        return pending;
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

    /** Picks the next token from the model's scores after the pending ones. */
    void advance(float[] logits, Sampler sampler, LogProbabilities probabilities) {
        int token = sampler.pick(logits, request.sampling(), history, random);
        generated++;
        history.add(token);
        pending = new int[] {token};
        if (ends.contains(token)) {
            finish(FinishReason.STOP);
            return;
        }
        tell(text.add(token, choice(logits, token, probabilities)));
        if (text.stopped()) {
            finish(FinishReason.STOP);
        } else if (generated == request.maxTokens()) {
            finish(FinishReason.LENGTH);
        }
    }

    void finish(FinishReason reason) {
        tell(text.end());
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
