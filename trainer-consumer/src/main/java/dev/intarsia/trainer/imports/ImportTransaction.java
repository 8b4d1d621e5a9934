package dev.intarsia.trainer.imports;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/** Writes an import whole or not at all. Waits no longer than its producer does for one answer, even where the broker is gone. */
final class ImportTransaction {
    private final Producer<byte[], byte[]> producer;

    /** @param producer transactional, not yet initialized; closed by {@link #run} */
    ImportTransaction(Producer<byte[], byte[]> producer) {
        this.producer = requireNonNull(producer);
    }

    /**
     * Writes; to be called once.
     *
     * @param offsets what is committed with the records
     * @param group under which name
     * @throws IllegalStateException where the broker refuses, or does not answer
     */
    void run(
            List<ProducerRecord<byte[], byte[]>> records,
            Map<TopicPartition, OffsetAndMetadata> offsets,
            ConsumerGroupMetadata group) {
        try {
            producer.initTransactions();
            producer.beginTransaction();
            records.forEach(producer::send);
            producer.sendOffsetsToTransaction(offsets, group);
            producer.commitTransaction();
        } catch (CommitFailedException e) {
            abort(e);
            throw new IllegalStateException(
                    "A trainer of the group " + group.groupId()
                            + " was started meanwhile, so nothing was imported. Stop it, and import again.",
                    e);
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            throw new IllegalStateException(
                    "The broker has not taken the import: " + e.getMessage()
                            + " Nothing was imported, unless it was the last answer that got lost; see"
                            + " GET /v1/users/{user}/adapter, and import again.",
                    e);
        } finally {
            // A close that waits would try to end an open transaction for as long as the broker is gone.
            producer.close(Duration.ZERO);
        }
    }

    /** The broker does so itself when the transaction has been open too long. */
    private void abort(CommitFailedException refused) {
        try {
            producer.abortTransaction();
        } catch (KafkaException e) {
            refused.addSuppressed(e);
        }
    }
}
