package dev.intarsia.trainer.loop;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Finds the record that makes batches fail: a batch that fails is taken by halves, from its beginning, until one record is
 * left, which is then to blame. Batches grow again as they succeed. Where every record fails it is no record's fault, and
 * the trainer must stop before all of them are dead letters, however often it is started again. Not thread-safe.
 */
final class FaultIsolation {
    /** Records in a row, with none between them that could be worked on, that are believed to be to blame. */
    static final int MOST_IN_A_ROW = 100;

    private final int most;
    private int limit;
    private @Nullable ConsumerRecord<byte[], byte[]> blamed;
    private int inARow;

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

    /** Goes on counting where somebody, such as this trainer before a restart, has stopped. */
    void resume(int before) {
        inARow = Math.max(inARow, before);
    }

    /**
     * How many records in a row are to blame once this batch is committed.
     *
     * @param accepted how many of its records were worked on
     */
    int inARowAfter(List<ConsumerRecord<byte[], byte[]>> batch, int accepted) {
        if (isBlamed(batch)) {
            return inARow + 1;
        }
        return accepted > 0 ? 0 : inARow;
    }

    /**
     * A batch was committed.
     *
     * @param accepted how many of its records were worked on
     */
    void succeeded(List<ConsumerRecord<byte[], byte[]>> batch, int accepted) {
        inARow = inARowAfter(batch, accepted);
        blamed = null;
        limit = (int) Math.min(most, 2L * limit);
    }

    /**
     * A batch with at least one record failed by the fault of one of them.
     *
     * @throws IllegalStateException where too many have failed one after the other
     */
    void failed(List<ConsumerRecord<byte[], byte[]>> batch, Throwable cause) {
        if (batch.size() == 1) {
            if (inARow >= MOST_IN_A_ROW) {
                throw new IllegalStateException(
                        MOST_IN_A_ROW
                                + " events in a row could not be worked on, so the fault is hardly theirs; the next"
                                + " one, " + batch.get(0).topic() + "-"
                                + batch.get(0).partition() + " at offset "
                                + batch.get(0).offset() + ", is kept out of the dead letters. Mend what the cause says,"
                                + " start the trainer again, and send the dead letters anew. Where this event alone is"
                                + " to blame, reset the group's offset to where it stands, which ends the count.",
                        cause);
            }
            blamed = batch.get(0);
        } else {
            limit = batch.size() / 2;
        }
    }
}
