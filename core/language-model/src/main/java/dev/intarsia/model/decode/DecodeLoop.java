package dev.intarsia.model.decode;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.engine.SlotDecoder;
import dev.intarsia.model.engine.VirtualTokens;
import dev.intarsia.model.tokenizer.Tokenizer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/**
 * Continuous batching: one thread advances all running texts by one token per pass, lets waiting requests join as soon
 * as a slot is free, and lets texts leave at the token that ends them. Safe to use from several threads.
 */
public final class DecodeLoop implements AutoCloseable {
    private final Tokenizer tokenizer;
    private final DecodeOptions options;
    private final int vocabulary;
    private final AdapterLayout layout;
    private final Set<Integer> ends;
    private final SlotDecoder decoder;
    private final CacheMemory memory;
    private final WaitingTexts waiting;
    private final LongAdder generatedTokens = new LongAdder();
    private final AtomicBoolean vacate = new AtomicBoolean();
    private final LongAdder passes = new LongAdder();
    private final Thread thread;

    /** Starts the loop. Model and tokenizer stay the caller's to close, after this. */
    public DecodeLoop(LanguageModel model, Tokenizer tokenizer, DecodeOptions options) {
        this.tokenizer = requireNonNull(tokenizer);
        this.vocabulary = Math.min(model.config().vocabularySize(), tokenizer.size());
        this.layout = model.layout();
        this.ends = Set.copyOf(model.config().eosTokenIds());
        int blocks = blocks(model, options);
        this.memory = new CacheMemory(SlotDecoder.BLOCK, blocks, options.reuse());
        this.options = options.withCapacity(Math.min(options.capacity(), memory.tokens()));
        this.decoder = new SlotDecoder(model, options.slots(), blocks);
        this.waiting = new WaitingTexts(options);
        this.thread = new Thread(this::run, "decode");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Takes a request in.
     *
     * @throws QueueFullException when all slots run and as many requests wait as may
     * @throws ContextOverflowException when prompt, with the adapter's virtual tokens, and {@code maxTokens} are more than a slot holds
     * @throws IllegalArgumentException when a token is unknown or the adapter does not fit the model
     * @throws LoopClosedException when the loop has been closed
     */
    public Generation submit(GenerationRequest request) {
        return submit(List.of(request)).get(0);
    }

    /** Takes several requests in, all or none of them, as {@link #submit(GenerationRequest)} does one. */
    public List<Generation> submit(List<GenerationRequest> requests) {
        List<RunningText> texts = requests.stream().map(this::checked).toList();
        waiting.add(texts);
        return texts.stream().<Generation>map(text -> () -> cancel(text)).toList();
    }

    public DecodeLoad load() {
        return new DecodeLoad(waiting.running(), waiting.size(), generatedTokens.sum(), passes.sum());
    }

    /** How full the key-value cache is, and how much it saved. */
    public CacheLoad cache() {
        return memory.load();
    }

    /**
     * Drops what is kept of prompts read with an adapter, because it was erased or replaced. Texts that run with it go on.
     *
     * @param digest of the adapter
     */
    public void forget(String digest) {
        requireNonNull(digest);
        memory.forget(reader -> reader.adapter().equals(digest));
    }

    /**
     * Drops what is kept of an owner's prompts, read with any adapter or none, and the adapters of slots where no text
     * runs. Texts that run go on. Where the owner is {@linkplain PromptOwner#gone gone} before this, nothing of it is kept
     * after, whatever runs, waits or is yet to come. The loop's thread overwrites what is dropped before its next pass.
     */
    public void forget(PromptOwner owner) {
        requireNonNull(owner);
        memory.forget(reader -> owner.equals(reader.owner()));
        vacate.set(true);
        waiting.wake();
    }

    /** False once the loop has ended: closed, or broken by what no request could cause. */
    public boolean alive() {
        return thread.isAlive();
    }

    /** The bounds in force: as given, but for a capacity that the cache cannot hold. */
    public DecodeOptions options() {
        return options;
    }

    /** Ends the loop; every text that runs or waits hears that it failed with {@link LoopClosedException}. */
    @Override
    public void close() {
        waiting.close().forEach(text -> text.fail(new LoopClosedException()));
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** As many blocks as the memory allows, and no more than all slots and as much again for reuse can use. */
    private static int blocks(LanguageModel model, DecodeOptions options) {
        int context = model.config().contextLength();
        if (options.capacity() > context) {
            throw new IllegalArgumentException(
                    "capacity is " + options.capacity() + ", but the model's context has " + context + " tokens.");
        }
        int each = (options.capacity() + SlotDecoder.BLOCK - 1) / SlotDecoder.BLOCK;
        long allowed = options.cacheBytes() / SlotDecoder.blockBytes(model.config());
        if (allowed < 1) {
            throw new IllegalArgumentException("cacheBytes is " + options.cacheBytes() + ", but " + SlotDecoder.BLOCK
                    + " tokens alone take " + SlotDecoder.blockBytes(model.config()) + ".");
        }
        return (int) Math.min(allowed, 2L * each * options.slots());
    }

    private RunningText checked(GenerationRequest request) {
        int[] prompt = request.prompt();
        int length = prompt.length + VirtualTokens.count(request.adapter());
        if ((long) length + request.maxTokens() > options.capacity()) {
            throw new ContextOverflowException(length, request.maxTokens(), options.capacity());
        }
        for (int token : prompt) {
            if (token < 0 || token >= vocabulary) {
                throw new IllegalArgumentException("The prompt holds token " + token + ", but the vocabulary ends at "
                        + (vocabulary - 1) + ". Encode it with this model's tokenizer.");
            }
        }
        if (request.adapter() != null) {
            request.adapter().in(layout);
        }
        return new RunningText(request, tokenizer, ends);
    }

    private void cancel(RunningText text) {
        text.cancel();
        if (waiting.remove(text)) {
            text.finish(FinishReason.CANCELLED);
        }
    }

    private void run() {
        RunningBatch batch = new RunningBatch(decoder, memory, options.prefillTokens(), vocabulary);
        List<RunningText> joining = List.of();
        try (decoder) {
            while (!waiting.closed()) {
                batch.leave();
                if (vacate.getAndSet(false)) {
                    batch.vacate();
                }
                joining = waiting.take(batch.size(), text -> text.lease(memory));
                if (batch.size() + joining.size() > 0) {
                    generatedTokens.add(batch.advance(joining));
                    passes.increment();
                }
                joining = List.of();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            waiting.close().forEach(text -> text.fail(new LoopClosedException()));
            joining.forEach(text -> text.fail(new LoopClosedException()));
            batch.fail(new LoopClosedException());
        }
    }
}
