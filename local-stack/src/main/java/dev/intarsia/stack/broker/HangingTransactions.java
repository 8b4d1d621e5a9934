package dev.intarsia.stack.broker;

import dev.intarsia.schemas.topic.BrokerAnswer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeProducersResult.PartitionProducerState;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Transactions that are open in a partition while their coordinator holds them to be over. A single node that was killed
 * can come back with one: its coordinator is loaded before it can reach itself, and gives a marker up. Whoever reads
 * committed records would wait for it for good.
 */
public final class HangingTransactions {
    private static final Logger log = LoggerFactory.getLogger(HangingTransactions.class);

    private final Admin admin;

    public HangingTransactions(Admin admin) {
        this.admin = admin;
    }

    /** Aborts all there are. A transaction that its coordinator still knows is left to it. */
    public void abort() {
        Set<String> topics = BrokerAnswer.await(
                admin.listTopics(new ListTopicsOptions().listInternal(true)).names());
        List<TopicPartition> partitions = new ArrayList<>();
        for (TopicDescription topic :
                BrokerAnswer.await(admin.describeTopics(topics).allTopicNames()).values()) {
            topic.partitions().forEach(each -> partitions.add(new TopicPartition(topic.name(), each.partition())));
        }
        Map<TopicPartition, PartitionProducerState> producers =
                BrokerAnswer.await(admin.describeProducers(partitions).all());
        Set<Known> known = known();
        producers.forEach((partition, state) -> state.activeProducers().stream()
                .filter(producer -> producer.currentTransactionStartOffset().isPresent())
                .filter(producer -> !known.contains(new Known(producer.producerId(), partition)))
                .forEach(producer -> {
                    log.info("Aborting what producer {} left open in {}", producer.producerId(), partition);
                    BrokerAnswer.await(admin.abortTransaction(new AbortTransactionSpec(
                                    partition,
                                    producer.producerId(),
                                    (short) producer.producerEpoch(),
                                    producer.coordinatorEpoch().orElse(0)))
                            .all());
                }));
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
