package dev.intarsia.trainer.partition;

import java.time.Duration;

/** Told of partitions that have been brought up to date in the local store. */
public interface RestoreListener {
    /**
     * One is.
     *
     * @param records read for it
     */
    void restored(int partition, long records, Duration time);
}
