package dev.intarsia.ingest.publish;

import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** The records of one call on their way: settled when each has been acknowledged or has failed. */
final class Delivery implements Callback {
    private final int total;
    private final Runnable onEach;
    private final CompletableFuture<Void> settled = new CompletableFuture<>();
    private int open;
    private int written;
    private @Nullable Throwable failure;

    /** {@code onEach} runs once for every record, whatever its end. */
    Delivery(int total, Runnable onEach) {
        this.total = total;
        this.open = total;
        this.onEach = onEach;
    }

    CompletableFuture<Void> settled() {
        return settled;
    }

    @Override
    public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception exception) {
        settle(1, exception);
    }

    /** So many records were never sent. */
    void fail(int records, Exception cause) {
        settle(records, cause);
    }

    private void settle(int records, @Nullable Exception exception) {
        for (int i = 0; i < records; i++) {
            onEach.run();
        }
        boolean last;
        synchronized (this) {
            open -= records;
            written += exception == null ? records : 0;
            failure = failure == null ? exception : failure;
            last = open == 0;
        }
        if (last) {
            finish();
        }
    }

    private void finish() {
        Throwable cause = failure;
        if (cause == null) {
            settled.complete(null);
        } else {
            settled.completeExceptionally(new NotWrittenException(written, total, cause));
        }
    }
}
