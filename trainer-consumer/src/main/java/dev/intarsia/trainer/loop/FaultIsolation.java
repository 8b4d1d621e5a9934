package dev.intarsia.trainer.loop;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Finds the record that makes batches fail: a batch that fails is taken by halves, from its beginning, until one record is
 * left, which is then to blame. Batches grow again as they succeed. Not thread-safe.
 */
final class FaultIsolation {
    private final int most;
    private int limit;
    private @Nullable ConsumerRecord<byte[], byte[]> blamed;

    /** @param most records in a batch, at most */
    FaultIsolation(int most) {
        this.most = most;
        this.limit = most;
    }

    /** How many records the next batch may have. */
    int limit() {
        return limit;
    }

    /** Whether this batch is the one record that was found to be to blame. */
    boolean isBlamed(List<ConsumerRecord<byte[], byte[]>> batch) {
        return blamed != null
                && batch.size() == 1
                && batch.get(0).partition() == blamed.partition()
                && batch.get(0).offset() == blamed.offset();
    }

    /** A batch was committed. */
    void succeeded() {
        blamed = null;
        limit = (int) Math.min(most, 2L * limit);
    }

    /** A batch with at least one record failed by the fault of one of them. */
    void failed(List<ConsumerRecord<byte[], byte[]>> batch) {
        if (batch.size() == 1) {
            blamed = batch.get(0);
        } else {
            limit = batch.size() / 2;
        }
    }
}
