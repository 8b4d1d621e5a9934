package dev.intarsia.stack.broker;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.image.MetadataDelta;
import org.apache.kafka.image.MetadataImage;
import org.apache.kafka.image.loader.LoaderManifest;
import org.apache.kafka.image.publisher.MetadataPublisher;
import org.apache.kafka.metadata.BrokerRegistration;
import org.apache.kafka.metadata.LeaderConstants;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.ServerSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * What the metadata still says of the node's last run. To its own controller, a node that was killed leads its
 * partitions until its session ends, and so it coordinates transactions after its next start only to lose them again
 * when the session ends. A broker that loses them can take those that were decided, but not yet marked in their
 * partitions, for completed: readers of committed records would wait for the marks without end.
 */
final class LastRun {
    private static final Logger log = LoggerFactory.getLogger(LastRun.class);

    private static final long PATIENCE_SECONDS = 60;

    private final Path logs;
    private final int controllerPort;

    LastRun(Path logs, int controllerPort) {
        this.logs = logs;
        this.controllerPort = controllerPort;
    }

    /**
     * Ends that session and its leadership: runs the node's controller for a moment without its broker. Does nothing
     * before a node's first run.
     *
     * @throws java.util.concurrent.CompletionException where that does not happen within a minute
     */
    void end() {
        if (!Files.isDirectory(logs.resolve(KafkaRaftServer.MetadataPartition().toString()))) {
            return;
        }
        KafkaConfig config = KafkaConfig.fromProps(BrokerProperties.ofController(logs, controllerPort), false);
        Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> directories =
                KafkaRaftServer.initializeLogDirs(config, log, "");
        SharedServer shared = shared(config, directories._1());
        ControllerServer controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), directories._2());
        try {
            controller.startup();
            Led led = new Led();
            shared.loader().installPublishers(List.of(led));
            led.nothing.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        } finally {
            controller.shutdown();
        }
    }

    private static SharedServer shared(KafkaConfig config, MetaPropertiesEnsemble directories) {
        QuorumConfig quorum = config.quorumConfig();
        return new SharedServer(
                config,
                directories,
                Time.SYSTEM,
                Server.initializeMetrics(
                        config, Time.SYSTEM, directories.clusterId().orElseThrow()),
                CompletableFuture.completedFuture(QuorumConfig.parseVoterConnections(quorum.voters())),
                QuorumConfig.parseBootstrapServers(quorum.bootstrapServers()),
                new StandardFaultHandlerFactory(),
                ServerSocketFactory.INSTANCE);
    }

    /** Completes {@link #nothing} once no broker has a session and no partition a leader. */
    private static final class Led implements MetadataPublisher {
        private final CompletableFuture<Void> nothing = new CompletableFuture<>();

        @Override
        public String name() {
            return "LastRun";
        }

        @Override
        public void onMetadataUpdate(MetadataDelta delta, MetadataImage image, LoaderManifest manifest) {
            boolean none = image.cluster().brokers().values().stream().allMatch(BrokerRegistration::fenced)
                    && image.topics().topicsById().values().stream()
                            .flatMap(topic -> topic.partitions().values().stream())
                            .allMatch(partition -> partition.leader == LeaderConstants.NO_LEADER);
            if (none) {
                nothing.complete(null);
            }
        }
    }
}
