package dev.intarsia.gateway.batch;

import static java.util.Objects.requireNonNull;

import dev.intarsia.gateway.connection.ClientConnection;
import dev.intarsia.gateway.error.ApiError;
import dev.intarsia.gateway.error.ApiException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Rows of many requests for the model: while one batch is computed the next gathers. Safe to use from several threads.
 *
 * @param <K> what rows have in common that are computed together
 * @param <R> a row
 * @param <A> what is computed of a row
 */
public final class GatheredWork<K, R, A> implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(250);

    /** What is computed. */
    public interface Computation<K, R, A> {
        /** One answer for each row, in the order of the rows. */
        List<A> compute(K key, List<R> rows);
    }

    /** The rows of one request that have one key. */
    private record Request<K, R, A>(K key, List<R> rows, CompletableFuture<List<A>> answers) {}

    private final Computation<K, R, A> computation;
    private final int mostRows;
    private final Thread thread;
    private List<Request<K, R, A>> waiting = new ArrayList<>();
    private int waitingRows;
    private boolean closed;

    /**
     * @param thread the name of the thread that computes
     * @param mostRows how many rows may wait
     */
    public GatheredWork(String thread, int mostRows, Computation<K, R, A> computation) {
        this.computation = requireNonNull(computation);
        this.mostRows = mostRows;
        this.thread = new Thread(this::run, thread);
        this.thread.setDaemon(true);
        this.thread.start();
    }

    /**
     * Has rows computed, with those of other requests that have the same key.
     *
     * @return one answer for each row, in the order of the rows
     * @throws ApiException when too many rows wait already
     */
    public synchronized CompletableFuture<List<A>> submit(K key, List<R> rows) {
        if (closed || waitingRows + rows.size() > mostRows) {
            throw new ApiException(ApiError.of(
                    429, "queue_full", waitingRows + " questions wait for the model already; ask again later."));
        }
        CompletableFuture<List<A>> answers = new CompletableFuture<>();
        waiting.add(new Request<>(key, List.copyOf(rows), answers));
        waitingRows += rows.size();
        notifyAll();
        return answers;
    }

    /**
     * Waits for answers as long as the client does.
     *
     * @param end by {@link System#nanoTime}
     * @throws ApiException when the time is over
     * @throws dev.intarsia.gateway.connection.ClientGoneException when nobody waits for them any more
     */
    public static <T> T await(CompletableFuture<T> answers, ClientConnection client, long end) {
        @Nullable T there = null;
        while (there == null) {
            try {
                there = answers.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                client.check();
                if (System.nanoTime() - end > 0) {
                    throw new ApiException(
                            ApiError.of(504, "timeout", "The answers did not come in time; ask for less at once."));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ApiException(ApiError.of(503, "shutting_down", "The gateway is shutting down; ask again."));
            } catch (ExecutionException e) {
                throw new IllegalStateException("The model could not compute the answers.", e.getCause());
            }
        }
        return there;
    }

    private void run() {
        List<Request<K, R, A>> batch = take();
        while (!batch.isEmpty()) {
            Map<K, List<Request<K, R, A>>> byKey = new LinkedHashMap<>();
            batch.forEach(each -> byKey.computeIfAbsent(each.key(), absent -> new ArrayList<>())
                    .add(each));
            byKey.forEach(this::compute);
            batch = take();
        }
    }

    private synchronized List<Request<K, R, A>> take() {
        while (waiting.isEmpty() && !closed) {
            try {
                wait();
            } catch (InterruptedException e) {
                closed = true;
            }
        }
        List<Request<K, R, A>> taken = waiting;
        waiting = new ArrayList<>();
        waitingRows = 0;
        return taken;
    }

    private void compute(K key, List<Request<K, R, A>> together) {
        List<R> rows = new ArrayList<>();
        together.forEach(each -> rows.addAll(each.rows()));
        try {
            List<A> answers = computation.compute(key, rows);
            int from = 0;
            for (Request<K, R, A> each : together) {
                int to = from + each.rows().size();
                each.answers().complete(List.copyOf(answers.subList(from, to)));
                from = to;
            }
        } catch (RuntimeException | Error e) {
            // Nobody waits for this thread: whoever asked has to hear of it.
            together.forEach(each -> each.answers().completeExceptionally(e));
        }
    }

    /** Computes what waits and takes nothing more. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
