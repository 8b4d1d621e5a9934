package dev.intarsia.trainer.beneath;

import dev.intarsia.oppu.learn.BeneathSource;
import java.util.Set;

/** What is beneath residuals, kept up to date with the topics. Not thread-safe. */
public interface BeneathReading extends BeneathSource, AutoCloseable {
    /**
     * Reads everything that is there now of these partitions, and lets others go.
     *
     * @throws org.apache.kafka.common.errors.TimeoutException where the broker does not give it in time
     */
    void readToEnd(Set<Integer> partitions);

    @Override
    void close();
}
