package dev.intarsia.stack.broker;

import dev.intarsia.schemas.topic.Topic;
import dev.intarsia.stack.port.Port;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** The broker's own configuration: one node, small, and soon back after a crash. */
final class BrokerProperties {
    static final int NODE = 1;
    static final String CONTROLLER = "CONTROLLER";

    private BrokerProperties() {}

    static Properties of(Path logs, int port, int controllerPort) {
        Properties properties = new Properties();
        properties.putAll(node(logs, port, controllerPort));
        properties.putAll(ONE_REPLICA);
        properties.putAll(SMALL);
        properties.putAll(SOON_BACK);
        return properties;
    }

    private static Map<String, String> node(Path logs, int port, int controllerPort) {
        String clients = "PLAINTEXT://" + Port.HOST + ":" + port;
        return Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", Integer.toString(NODE)),
                Map.entry("controller.quorum.voters", NODE + "@" + Port.HOST + ":" + controllerPort),
                Map.entry("listeners", clients + "," + CONTROLLER + "://" + Port.HOST + ":" + controllerPort),
                Map.entry("advertised.listeners", clients),
                Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT," + CONTROLLER + ":PLAINTEXT"),
                Map.entry("controller.listener.names", CONTROLLER),
                Map.entry("inter.broker.listener.name", "PLAINTEXT"),
                Map.entry("log.dirs", logs.toString()),
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("message.max.bytes", Integer.toString(Topic.MAX_REQUEST_BYTES)));
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

    /** A restarted node is not waited for longer than its session, and its dead clients not for long either. */
    private static final Map<String, String> SOON_BACK = Map.of(
            "broker.session.timeout.ms", "6000",
            "broker.heartbeat.interval.ms", "500",
            "group.initial.rebalance.delay.ms", "0",
            "group.min.session.timeout.ms", "1000",
            "transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
}
