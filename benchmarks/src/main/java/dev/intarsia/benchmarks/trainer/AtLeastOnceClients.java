package dev.intarsia.benchmarks.trainer;

import static java.util.Objects.requireNonNull;

import dev.intarsia.trainer.config.TrainerConfig;
import dev.intarsia.trainer.connect.KafkaClients;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Clients of a trainer without transactions: what a batch leads to is written first, then what was read is committed. A
 * trainer that fails between the two learns the batch again. What exactly once is compared with, and nothing else.
 */
final class AtLeastOnceClients extends KafkaClients {
    private @Nullable Consumer<byte[], byte[]> group;

    AtLeastOnceClients(TrainerConfig config, String instance) {
        super(config, instance);
    }

    @Override
    public Consumer<byte[], byte[]> groupConsumer() {
        Consumer<byte[], byte[]> consumer = super.groupConsumer();
        group = consumer;
        return consumer;
    }

    @Override
    @SuppressWarnings("unchecked")
    public Producer<byte[], byte[]> producer() {
        return (Producer<byte[], byte[]>) Proxy.newProxyInstance(
                Producer.class.getClassLoader(),
                new Class<?>[] {Producer.class},
                new Commits(plainProducer("batches")));
    }

    /** Answers for a producer's transactions, of which there are none. */
    private final class Commits implements InvocationHandler {
        private final Producer<byte[], byte[]> producer;
        private final List<Future<?>> sent = new ArrayList<>();
        private Map<TopicPartition, OffsetAndMetadata> read = Map.of();

        private Commits(Producer<byte[], byte[]> producer) {
            this.producer = producer;
        }

        @Override
        @SuppressWarnings("unchecked")
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            switch (method.getName()) {
                case "initTransactions", "beginTransaction" -> {
                    return null;
                }
                case "sendOffsetsToTransaction" -> {
                    read = (Map<TopicPartition, OffsetAndMetadata>) requireNonNull(arguments)[0];
                    return null;
                }
                case "commitTransaction" -> {
                    commit();
                    return null;
                }
                case "abortTransaction" -> throw new KafkaException("There is no transaction to abort.");
                default -> {
                    Object result = delegate(method, arguments);
                    if (method.getName().equals("send")) {
                        sent.add((Future<?>) result);
                    }
                    return result;
                }
            }
        }

        private Object delegate(Method method, Object @Nullable [] arguments) throws Throwable {
            try {
                return method.invoke(producer, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }

        private void commit() throws InterruptedException {
            producer.flush();
            for (Future<?> record : sent) {
                try {
                    record.get();
                } catch (ExecutionException e) {
                    throw new KafkaException("A record was not written.", e.getCause());
                }
            }
            sent.clear();
            requireNonNull(group).commitSync(read);
            read = Map.of();
        }
    }
}
