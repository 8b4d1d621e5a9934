package dev.intarsia.tests.cluster;

import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.stack.cluster.LocalCluster;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;

/** The shared cluster as one test class sees it. */
public final class TestCluster {
    private static final int PARTITIONS = 2;

    private final LocalCluster cluster;
    private final String prefix;
    private final Topics topics;
    private final AtomicInteger more = new AtomicInteger();

    TestCluster(LocalCluster cluster, String prefix) {
        this.cluster = cluster;
        this.prefix = prefix;
        this.topics = moreTopics(PARTITIONS);
    }

    /** Where clients find the broker. */
    public String bootstrapServers() {
        return cluster.bootstrapServers();
    }

    /** Where clients find the registry. */
    public String registryUrl() {
        return cluster.registryUrl();
    }

    /** The catalogue under a prefix that is this class's alone, with two partitions each, schemas declared. */
    public Topics topics() {
        return topics;
    }

    /** Another catalogue that is nobody else's, for a test that must not meet the records of its neighbours. */
    public Topics moreTopics(int partitions) {
        Topics own = Topics.of(prefix + more.incrementAndGet() + ".", partitions);
        cluster.hold(own);
        return own;
    }

    /** An admin client, for the caller to close. */
    public Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrapServers()));
    }
}
