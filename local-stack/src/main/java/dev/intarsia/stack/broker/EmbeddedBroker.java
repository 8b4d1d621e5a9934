package dev.intarsia.stack.broker;

import dev.intarsia.stack.datadir.DataDirectory;
import dev.intarsia.stack.port.Port;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/** A running broker. One at a time per data folder; several may run in one JVM. */
public final class EmbeddedBroker implements AutoCloseable {
    private final DataDirectory directory;
    private final KafkaRaftServer server;
    private final String bootstrapServers;
    private boolean closed;

    private EmbeddedBroker(DataDirectory directory, KafkaRaftServer server, String bootstrapServers) {
        this.directory = directory;
        this.server = server;
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Starts a broker and returns when it takes records.
     *
     * @throws dev.intarsia.stack.datadir.DataDirectoryException where its folder cannot be used
     * @throws dev.intarsia.stack.port.PortInUseException where a port is taken
     * @throws BrokerStartException where Kafka gives up
     */
    public static EmbeddedBroker start(BrokerSettings settings) {
        DataDirectory directory = DataDirectory.hold(settings.dataDirectory());
        try {
            ShutdownMessage.arrange();
            Path logs = directory.path().resolve("logs");
            new BrokerStorage(logs).prepare();
            int port = settings.port().claim();
            int controllerPort = settings.controllerPort().claim();
            KafkaRaftServer server = started(logs, port, controllerPort);
            return new EmbeddedBroker(directory, server, Port.HOST + ":" + port);
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    private static KafkaRaftServer started(Path logs, int port, int controllerPort) {
        KafkaRaftServer server = null;
        try {
            new LastRun(logs, controllerPort).end();
            Properties properties = BrokerProperties.of(logs, port, controllerPort);
            server = new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
            server.startup();
            return server;
        } catch (RuntimeException e) {
            if (server != null) {
                server.shutdown();
            }
            throw new BrokerStartException(logs, e);
        }
    }

    /** Where clients find it, as {@code host:port}. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Stops the broker, with its data on the disk. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        server.shutdown();
        server.awaitShutdown();
        directory.close();
    }
}
