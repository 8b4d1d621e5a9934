package dev.intarsia.tests.broker;

import dev.intarsia.tests.cluster.LocalClusterTest;
import dev.intarsia.tests.cluster.TestCluster;

@LocalClusterTest
class EmbeddedBrokerIT implements TopicContract, TransactionContract, OrderContract {
    private final TestCluster cluster;

    EmbeddedBrokerIT(TestCluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String bootstrapServers() {
        return cluster.bootstrapServers();
    }
}
