package dev.intarsia.model.decode;

import dev.intarsia.model.decode.GenerationEvent.Delta;
import dev.intarsia.model.decode.GenerationEvent.Failed;
import dev.intarsia.model.decode.GenerationEvent.Finished;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Everything one request heard. */
final class Heard implements Consumer<GenerationEvent> {
    private final List<Delta> deltas = new ArrayList<>();
    private final CompletableFuture<GenerationEvent> end = new CompletableFuture<>();
    private final CountDownLatch begun = new CountDownLatch(1);

    @Override
    public synchronized void accept(GenerationEvent event) {
        if (end.isDone()) {
            throw new AssertionError("Heard " + event + " after the end.");
        }
        if (event instanceof Delta delta) {
            deltas.add(delta);
            begun.countDown();
        } else {
            end.complete(event);
        }
    }

    void awaitBegin() throws InterruptedException {
        if (!begun.await(120, TimeUnit.SECONDS)) {
            throw new AssertionError("No text came.");
        }
    }

    GenerationEvent end() {
        try {
            return end.get(120, TimeUnit.SECONDS);
        } catch (InterruptedException | TimeoutException | java.util.concurrent.ExecutionException e) {
            throw new AssertionError("No end came.", e);
        }
    }

    Finished finished() {
        GenerationEvent last = end();
        if (last instanceof Failed failed) {
            throw new AssertionError("It failed.", failed.cause());
        }
        return (Finished) last;
    }

    /** All of the text, once it has ended. */
    String text() {
        finished();
        return soFar();
    }

    synchronized String soFar() {
        StringBuilder text = new StringBuilder();
        deltas.forEach(delta -> text.append(delta.text()));
        return text.toString();
    }

    /** How many tokens have come so far, where each is told. */
    synchronized int count() {
        return deltas.stream().mapToInt(delta -> delta.tokens().size()).sum();
    }

    List<TokenChoice> tokens() {
        finished();
        return deltas.stream().flatMap(delta -> delta.tokens().stream()).toList();
    }

    List<Integer> tokenIds() {
        return tokens().stream().map(token -> token.chosen().token()).toList();
    }
}
