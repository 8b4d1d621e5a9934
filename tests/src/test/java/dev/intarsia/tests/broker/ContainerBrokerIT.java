package dev.intarsia.tests.broker;

import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.kafka.KafkaContainer;

@Testcontainers(disabledWithoutDocker = true)
class ContainerBrokerIT implements TopicContract, TransactionContract, OrderContract {
    @Container
    private static final KafkaContainer BROKER = new KafkaContainer("apache/kafka:4.3.1");

    @Override
    public String bootstrapServers() {
        return BROKER.getBootstrapServers();
    }
}
