package dev.intarsia.stack.cluster;

import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.stack.broker.EmbeddedBroker;
import dev.intarsia.stack.registry.EmbeddedRegistry;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A running broker and registry that hold the catalogue. */
public final class LocalCluster implements AutoCloseable {
    private final EmbeddedBroker broker;
    private final EmbeddedRegistry registry;
    private final Topics topics;

    private LocalCluster(EmbeddedBroker broker, EmbeddedRegistry registry, Topics topics) {
        this.broker = broker;
        this.registry = registry;
        this.topics = topics;
    }

    /**
     * Starts both at once and returns when topics and schemas are in place. Where one cannot start, the other is
     * stopped again and its exception is thrown.
     */
    public static LocalCluster start(ClusterSettings settings) {
        CompletableFuture<EmbeddedRegistry> registry =
                CompletableFuture.supplyAsync(() -> EmbeddedRegistry.start(settings.registry()));
        EmbeddedBroker broker;
        try {
            broker = EmbeddedBroker.start(settings.broker());
        } catch (RuntimeException e) {
            registry.thenAccept(EmbeddedRegistry::close)
                    .exceptionally(alsoFailed -> null)
                    .join();
            throw e;
        }
        try {
            LocalCluster cluster = new LocalCluster(broker, registry.join(), settings.topics());
            cluster.hold(settings.topics());
            return cluster;
        } catch (RuntimeException e) {
            broker.close();
            registry.thenAccept(EmbeddedRegistry::close)
                    .exceptionally(alsoFailed -> null)
                    .join();
            throw e instanceof CompletionException && e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Creates the topics and declares their schemas, also beside those it was started with. */
    public void hold(Topics more) {
        Catalogue.at(bootstrapServers(), registryUrl()).hold(more);
    }

    /** Where clients find the broker, as {@code host:port}. */
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** Where clients find the registry. */
    public String registryUrl() {
        return registry.url();
    }

    /** The topics it was started with. */
    public Topics topics() {
        return topics;
    }

    /** Stops both, with their data on the disk. */
    @Override
    public void close() {
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(registry::close);
        try {
            broker.close();
        } finally {
            stopped.join();
        }
    }
}
