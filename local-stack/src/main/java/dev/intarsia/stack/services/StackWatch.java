package dev.intarsia.stack.services;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Tells when services stop being ready, and when all are again. */
public final class StackWatch implements AutoCloseable {
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Supplier<List<String>> notReady;
    private final Consumer<String> words;
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "stack-watch");
        thread.setDaemon(true);
        return thread;
    });
    private List<String> before = List.of();

    /**
     * @param notReady the services that are not ready now
     * @param words gets a line at each change
     */
    public StackWatch(Supplier<List<String>> notReady, Consumer<String> words) {
        this.notReady = requireNonNull(notReady);
        this.words = requireNonNull(words);
    }

    /** Begins to look, on a thread of its own. */
    public void start() {
        looking.scheduleWithFixedDelay(this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    void look() {
        List<String> now = notReady.get();
        if (!now.equals(before)) {
            before = now;
            words.accept(
                    now.isEmpty() ? "Ready again." : "Not ready: " + String.join(", ", now) + "; the log says why.");
        }
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}
