package dev.intarsia.tests.registry;

import dev.intarsia.tests.cluster.LocalClusterTest;
import dev.intarsia.tests.cluster.TestCluster;

@LocalClusterTest
class EmbeddedRegistryIT implements CompatibilityContract, WireFormatContract {
    private final TestCluster cluster;

    EmbeddedRegistryIT(TestCluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String registryUrl() {
        return cluster.registryUrl();
    }
}
