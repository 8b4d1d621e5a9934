package dev.intarsia.stack.broker;

import static java.util.Objects.requireNonNull;

import dev.intarsia.schemas.topic.BrokerAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTransactionsOptions;
import org.apache.kafka.clients.admin.DescribeTransactionsResult;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.internals.Topic;
import org.apache.kafka.common.utils.Utils;

/**
 * The coordinators of a broker's transactions, one for each partition of their log. A broker that has just started may
 * have none for a moment: it resigns from those that it had before, and lists no transaction until it is elected again and
 * has read their log.
 */
final class TransactionCoordinators {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final long PAUSE_MILLIS = 20;

    private final Admin admin;

    TransactionCoordinators(Admin admin) {
        this.admin = requireNonNull(admin);
    }

    /**
     * Waits until all have read their log. Without a log there are no transactions to wait for.
     *
     * @throws TimeoutException where one has not within a minute
     */
    void await() {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        List<TopicPartitionInfo> partitions = partitions();
        while (partitions.stream().anyMatch(partition -> partition.leader() == null)) {
            if (System.nanoTime() > giveUp) {
                throw new TimeoutException("The broker leads no partition of " + Topic.TRANSACTION_STATE_TOPIC_NAME
                        + " within " + PATIENCE.toSeconds() + " s of its start; its log says why.");
            }
            pause();
            partitions = partitions();
        }
        answers(partitions.size());
    }

    private List<TopicPartitionInfo> partitions() {
        try {
            return requireNonNull(BrokerAnswer.await(admin.describeTopics(List.of(Topic.TRANSACTION_STATE_TOPIC_NAME))
                                    .allTopicNames())
                            .get(Topic.TRANSACTION_STATE_TOPIC_NAME))
                    .partitions();
        } catch (UnknownTopicOrPartitionException none) {
            return List.of();
        }
    }

    /** Asks each for a transaction that nobody has: one that does not know yet asks to be asked again. */
    private void answers(int count) {
        List<String> ids = unused(count);
        DescribeTransactionsResult answers =
                admin.describeTransactions(ids, new DescribeTransactionsOptions().timeoutMs((int) PATIENCE.toMillis()));
        for (String id : ids) {
            try {
                BrokerAnswer.await(answers.description(id));
            } catch (TransactionalIdNotFoundException known) {
                // It has read its log, and found nothing of this name.
            }
        }
    }

    /** An id for each partition of the log, which the broker assigns by the id's hash. */
    private static List<String> unused(int count) {
        List<String> ids = new ArrayList<>();
        for (int partition = 0; partition < count; partition++) {
            int number = 0;
            while (Utils.abs(("nobody-" + number).hashCode()) % count != partition) {
                number++;
            }
            ids.add("nobody-" + number);
        }
        return ids;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
