package dev.intarsia.benchmarks.load;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.decode.GenerationEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Hears one text to its end. */
final class LoadTexts implements Consumer<GenerationEvent> {
    private final CountDownLatch end = new CountDownLatch(1);
    private final StringBuilder text = new StringBuilder();
    private final List<Double> logProbabilities = new ArrayList<>();
    private @Nullable GenerationEvent last;

    @Override
    public void accept(GenerationEvent event) {
        if (event instanceof GenerationEvent.Delta delta) {
            text.append(delta.text());
            delta.tokens().forEach(token -> logProbabilities.add(token.chosen().logProbability()));
        } else {
            last = event;
            end.countDown();
        }
    }

    /** How many tokens were generated; waits for the end. */
    int tokens() throws InterruptedException {
        end.await();
        GenerationEvent event = requireNonNull(last);
        if (event instanceof GenerationEvent.Failed failed) {
            throw failed.cause();
        }
        return ((GenerationEvent.Finished) event).generatedTokens();
    }

    String text() {
        return text.toString();
    }

    List<Double> logProbabilities() {
        return logProbabilities;
    }
}
