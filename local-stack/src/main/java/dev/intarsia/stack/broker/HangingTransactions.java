package dev.intarsia.stack.broker;

import dev.intarsia.schemas.topic.BrokerAnswer;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeProducersResult.PartitionProducerState;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.TransactionCoordinatorFencedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Transactions that are open in a partition although their coordinator has completed them. A single node that was
 * killed can restart with one: its coordinator is loaded before the node can reach itself, and gives up writing the
 * marker. Readers of committed records would wait for it indefinitely.
 */
public final class HangingTransactions {
    private static final Logger log = LoggerFactory.getLogger(HangingTransactions.class);

    private static final int LOOKS = 10;

    private final Admin admin;
    private final TransactionCoordinators coordinators;

    public HangingTransactions(Admin admin) {
        this.admin = admin;
        this.coordinators = new TransactionCoordinators(admin);
    }

    /**
     * Aborts all there are. A transaction that its coordinator still knows is left to it, and one that its coordinator
     * ended between the look and the abort needs none. First waits until the coordinators have read what they know: a
     * transaction of which one part was aborted before that, and the rest committed by its coordinator after, would lose
     * events or double them.
     *
     * @throws KafkaException where the broker refuses, or where transactions still change after {@value #LOOKS} looks
     */
    public void abort() {
        coordinators.await();
        for (int look = 1; !abortWhatIsSeen(look == LOOKS); look++) {
            log.info("A transaction ended by itself while it was being aborted; looking again");
        }
    }

    /** Whether none of what was seen had changed before it was aborted. */
    private boolean abortWhatIsSeen(boolean last) {
        Map<TopicPartition, PartitionProducerState> producers =
                BrokerAnswer.await(admin.describeProducers(partitions()).all());
        Set<Known> known = known();
        boolean unchanged = true;
        for (Map.Entry<TopicPartition, PartitionProducerState> partition : producers.entrySet()) {
            for (ProducerState producer : partition.getValue().activeProducers()) {
                if (producer.currentTransactionStartOffset().isPresent()
                        && !known.contains(new Known(producer.producerId(), partition.getKey()))) {
                    unchanged &= abort(partition.getKey(), producer, last);
                }
            }
        }
        return unchanged;
    }

    private boolean abort(TopicPartition partition, ProducerState producer, boolean last) {
        log.info("Aborting what producer {} left open in {}", producer.producerId(), partition);
        try {
            BrokerAnswer.await(admin.abortTransaction(new AbortTransactionSpec(
                            partition,
                            producer.producerId(),
                            (short) producer.producerEpoch(),
                            producer.coordinatorEpoch().orElse(0)))
                    .all());
            return true;
        } catch (InvalidProducerEpochException | TransactionCoordinatorFencedException e) {
            // The coordinator wrote its own marker since the look: the partition has a later epoch than was seen.
            if (last) {
                throw e;
            }
            return false;
        }
    }

    private List<TopicPartition> partitions() {
        Set<String> topics = BrokerAnswer.await(
                admin.listTopics(new ListTopicsOptions().listInternal(true)).names());
        return BrokerAnswer.await(admin.describeTopics(topics).allTopicNames()).values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .toList();
    }

    /** A partition of a transaction that a coordinator will bring to its end. */
    private record Known(long producerId, TopicPartition partition) {}

    private Set<Known> known() {
        List<String> ids = BrokerAnswer.await(admin.listTransactions().all()).stream()
                .map(TransactionListing::transactionalId)
                .toList();
        Collection<TransactionDescription> transactions = ids.isEmpty()
                ? List.of()
                : BrokerAnswer.await(admin.describeTransactions(ids).all()).values();
        Set<Known> known = new HashSet<>();
        transactions.forEach(transaction -> transaction
                .topicPartitions()
                .forEach(partition -> known.add(new Known(transaction.producerId(), partition))));
        return known;
    }
}
