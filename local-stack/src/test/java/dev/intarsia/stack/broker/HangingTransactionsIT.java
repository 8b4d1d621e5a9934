package dev.intarsia.stack.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.intarsia.schemas.topic.BrokerAnswer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeProducersOptions;
import org.apache.kafka.clients.admin.DescribeProducersResult;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.clients.admin.ForwardingAdmin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.ListTransactionsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicCollection;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HangingTransactionsIT {
    private static final TopicPartition ANSWERS = new TopicPartition("answers", 0);
    private static final String ID = "writer";

    @TempDir
    Path data;

    private EmbeddedBroker broker;
    private Admin admin;
    private KafkaProducer<String, String> producer;

    @BeforeEach
    void openATransaction() throws Exception {
        broker = EmbeddedBroker.start(BrokerSettings.anywhere(data));
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        admin.createTopics(List.of(new NewTopic(ANSWERS.topic(), 1, (short) 1)))
                .all()
                .get();
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", ID),
                new StringSerializer(),
                new StringSerializer());
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(ANSWERS.topic(), 0, "key", "value")).get();
    }

    @AfterEach
    void close() {
        producer.close(Duration.ZERO);
        admin.close();
        broker.close();
    }

    @Test
    void shouldLeaveATransactionToItsCoordinator() {
        new HangingTransactions(admin).abort();

        assertThat(open(admin)).isTrue();
        assertThatCode(producer::commitTransaction).doesNotThrowAnyException();
    }

    @Test
    void shouldGoOnWhereTheCoordinatorIsFasterThanTheAbort() {
        EndsAfterTheLook endsAfterTheLook = new EndsAfterTheLook();

        assertThatCode(() -> new HangingTransactions(endsAfterTheLook).abort()).doesNotThrowAnyException();

        assertThat(endsAfterTheLook.looks).isGreaterThan(1);
        assertThat(open(admin)).isFalse();
    }

    /** As just after its start, when a broker has resigned from its coordinators and lists no transaction. */
    @Test
    void shouldJudgeNothingBeforeTheCoordinatorsHaveReadTheirLog() {
        LeaderlessAtFirst leaderless = new LeaderlessAtFirst();

        new HangingTransactions(leaderless).abort();

        assertThat(leaderless.looks).isGreaterThan(1);
        assertThat(open(admin)).isTrue();
        assertThatCode(producer::commitTransaction).doesNotThrowAnyException();
    }

    /** Lists transactions only once the partitions of their log have been seen with a leader. */
    private final class LeaderlessAtFirst extends ForwardingAdmin {
        private int looks;

        LeaderlessAtFirst() {
            super(Map.of("bootstrap.servers", broker.bootstrapServers()));
        }

        @Override
        public DescribeTopicsResult describeTopics(TopicCollection topics, DescribeTopicsOptions options) {
            DescribeTopicsResult result = super.describeTopics(topics, options);
            boolean log = topics instanceof TopicCollection.TopicNameCollection names
                    && names.topicNames().contains("__transaction_state")
                    && names.topicNames().size() == 1;
            return log && looks++ == 0 ? leaderless(result) : result;
        }

        @Override
        public ListTransactionsResult listTransactions(ListTransactionsOptions options) {
            assertThat(looks).as("asked while there is no coordinator").isGreaterThan(1);
            return super.listTransactions(options);
        }

        private DescribeTopicsResult leaderless(DescribeTopicsResult result) {
            Map<String, KafkaFuture<TopicDescription>> without = new HashMap<>();
            result.topicNameValues()
                    .forEach((name, description) -> without.put(
                            name,
                            description.thenApply(topic -> new TopicDescription(
                                    name,
                                    true,
                                    topic.partitions().stream()
                                            .map(partition -> new TopicPartitionInfo(
                                                    partition.partition(), null, partition.replicas(), List.of()))
                                            .toList()))));
            return new Described(without);
        }
    }

    private static final class Described extends DescribeTopicsResult {
        Described(Map<String, KafkaFuture<TopicDescription>> byName) {
            super(null, byName);
        }
    }

    private static boolean open(Admin admin) {
        return BrokerAnswer.await(admin.describeProducers(List.of(ANSWERS)).partitionResult(ANSWERS))
                .activeProducers()
                .stream()
                .anyMatch(state -> state.currentTransactionStartOffset().isPresent());
    }

    /** Hands out a first look at the producers that is out of date: the transaction ends right after it. */
    private final class EndsAfterTheLook extends ForwardingAdmin {
        private int looks;

        EndsAfterTheLook() {
            super(Map.of("bootstrap.servers", broker.bootstrapServers()));
        }

        @Override
        public DescribeProducersResult describeProducers(
                Collection<TopicPartition> partitions, DescribeProducersOptions options) {
            DescribeProducersResult look = super.describeProducers(partitions, options);
            BrokerAnswer.await(look.all());
            if (looks++ == 0) {
                producer.abortTransaction();
                Awaitility.await("the coordinator's own marker").until(() -> !open(admin));
                Awaitility.await("the end of the transaction")
                        .until(() -> BrokerAnswer.await(admin.describeTransactions(List.of(ID))
                                                .description(ID))
                                        .state()
                                == TransactionState.COMPLETE_ABORT);
            }
            return look;
        }
    }
}
