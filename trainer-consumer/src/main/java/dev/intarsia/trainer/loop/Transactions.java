package dev.intarsia.trainer.loop;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs transactions on a producer that is replaced whenever it has been fenced or has lost track. Not thread-safe.
 */
final class Transactions implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Transactions.class);
    private static final int COMMIT_ATTEMPTS = 3;

    private final Supplier<Producer<byte[], byte[]>> producers;
    private @Nullable Producer<byte[], byte[]> current;

    /** @param producers of one transactional id, not yet initialized */
    Transactions(Supplier<Producer<byte[], byte[]>> producers) {
        this.producers = requireNonNull(producers);
    }

    /**
     * One transaction.
     *
     * @param write sends its records
     * @param offsets what it commits as consumed; may be empty
     * @param group the consumer's standing in its group, so that one that was expelled cannot commit
     * @throws AuthorizationException and other errors that no repetition mends
     */
    CommitOutcome run(
            Consumer<Producer<byte[], byte[]>> write,
            Map<TopicPartition, OffsetAndMetadata> offsets,
            ConsumerGroupMetadata group) {
        Producer<byte[], byte[]> producer = ready();
        try {
            producer.beginTransaction();
            write.accept(producer);
            if (!offsets.isEmpty()) {
                producer.sendOffsetsToTransaction(offsets, group);
            }
            commit(producer);
            return new CommitOutcome.Committed();
        } catch (TimeoutException e) {
            return lose(e);
        } catch (RuntimeException e) {
            return abort(producer, e);
        }
    }

    /** The producer; made when there is none, which ends whatever its predecessor left open. */
    Producer<byte[], byte[]> ready() {
        Producer<byte[], byte[]> producer = current;
        if (producer == null) {
            producer = producers.get();
            try {
                producer.initTransactions();
            } catch (RuntimeException e) {
                producer.close(Duration.ZERO);
                throw e;
            }
            current = producer;
        }
        return producer;
    }

    /** A commit that timed out may have happened; asking again is allowed and says. */
    private static void commit(Producer<byte[], byte[]> producer) {
        for (int attempt = 1; ; attempt++) {
            try {
                producer.commitTransaction();
                return;
            } catch (TimeoutException e) {
                if (attempt == COMMIT_ATTEMPTS) {
                    throw e;
                }
                log.warn("The commit was not acknowledged; asking again: {}", e.getMessage());
            }
        }
    }

    private CommitOutcome abort(Producer<byte[], byte[]> producer, RuntimeException cause) {
        try {
            producer.abortTransaction();
        } catch (KafkaException e) {
            cause.addSuppressed(e);
            rethrowHopeless(cause);
            return lose(cause);
        }
        rethrowHopeless(cause);
        return new CommitOutcome.Aborted(cause);
    }

    private static void rethrowHopeless(RuntimeException cause) {
        boolean hopeless = cause instanceof AuthorizationException
                || cause instanceof AuthenticationException
                || cause instanceof SerializationException
                || cause instanceof UnsupportedVersionException;
        if (hopeless) {
            throw cause;
        }
    }

    private CommitOutcome lose(RuntimeException cause) {
        close();
        return new CommitOutcome.Lost(cause);
    }

    @Override
    public void close() {
        if (current != null) {
            current.close(Duration.ZERO);
            current = null;
        }
    }
}
