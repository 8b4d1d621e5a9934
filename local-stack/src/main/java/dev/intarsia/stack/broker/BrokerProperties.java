package dev.intarsia.stack.broker;

import dev.intarsia.schemas.topic.Topic;
import dev.intarsia.stack.port.Port;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;

/** The broker's own configuration: one node, small, and soon back after a crash. */
final class BrokerProperties {
    static final int NODE = 1;
    static final String CONTROLLER = "CONTROLLER";

    private BrokerProperties() {}

    static Properties of(Path logs, int port, int controllerPort) {
        Properties properties = new Properties();
        properties.putAll(controller(logs, controllerPort));
        properties.putAll(broker(port, controllerPort));
        properties.putAll(ONE_REPLICA);
        properties.putAll(SMALL);
        properties.putAll(SOON_BACK);
        return properties;
    }

    /** The node as a controller alone, for which a broker's session ends at once. */
    static Properties ofController(Path logs, int controllerPort) {
        Properties properties = new Properties();
        properties.putAll(controller(logs, controllerPort));
        properties.put("process.roles", "controller");
        properties.put("listeners", at(CONTROLLER, controllerPort));
        properties.put("broker.session.timeout.ms", "100");
        properties.put("broker.heartbeat.interval.ms", "50");
        return properties;
    }

    private static Map<String, String> controller(Path logs, int controllerPort) {
        return Map.of(
                "node.id",
                Integer.toString(NODE),
                "controller.quorum.voters",
                NODE + "@" + Port.HOST + ":" + controllerPort,
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT," + CONTROLLER + ":PLAINTEXT",
                "controller.listener.names",
                CONTROLLER,
                "log.dirs",
                logs.toString());
    }

    private static Map<String, String> broker(int port, int controllerPort) {
        String clients = at("PLAINTEXT", port);
        return Map.of(
                "process.roles",
                "broker,controller",
                "listeners",
                clients + "," + at(CONTROLLER, controllerPort),
                "advertised.listeners",
                clients,
                "inter.broker.listener.name",
                "PLAINTEXT",
                "auto.create.topics.enable",
                "false",
                "message.max.bytes",
                Integer.toString(Topic.MAX_REQUEST_BYTES));
    }

    private static String at(String listener, int port) {
        return listener + "://" + Port.HOST + ":" + port;
    }

    private static final Map<String, String> ONE_REPLICA = Map.of(
            "default.replication.factor", "1",
            "min.insync.replicas", "1",
            "offsets.topic.replication.factor", "1",
            "transaction.state.log.replication.factor", "1",
            "transaction.state.log.min.isr", "1",
            "share.coordinator.state.topic.replication.factor", "1",
            "share.coordinator.state.topic.min.isr", "1");

    private static final Map<String, String> SMALL = Map.of(
            "offsets.topic.num.partitions", "4",
            "transaction.state.log.num.partitions", "4",
            "num.network.threads", "2",
            "num.io.threads", "4",
            "background.threads", "2",
            "log.index.size.max.bytes", Integer.toString(1 << 20),
            "log.cleaner.dedupe.buffer.size", Integer.toString(16 << 20));

    /**
     * A restarted node's dead clients are not waited for long. Its own session does not end while it runs, however long
     * it may have stood still: there is no other node to take over.
     */
    private static final Map<String, String> SOON_BACK = Map.of(
            "broker.session.timeout.ms", Long.toString(Duration.ofDays(1).toMillis()),
            "broker.heartbeat.interval.ms", "500",
            "group.initial.rebalance.delay.ms", "0",
            "group.min.session.timeout.ms", "1000",
            "transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
}
