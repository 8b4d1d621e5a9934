package dev.intarsia.benchmarks.trainer;

import static java.util.Objects.requireNonNull;

import dev.intarsia.benchmarks.assembler.BenchmarkCluster;
import dev.intarsia.schemas.registry.SchemaBootstrap;
import dev.intarsia.schemas.serde.AvroSerdes;
import dev.intarsia.schemas.topic.TopicCreation;
import dev.intarsia.schemas.topic.Topics;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/**
 * Where measurements of trainers get their logs.
 *
 * @param cluster running; keeps none of what is written
 */
record MeasuredLogs(BenchmarkCluster cluster, AvroSerdes serdes, SchemaBootstrap schemas) {
    MeasuredLogs {
        requireNonNull(cluster);
        requireNonNull(serdes);
        requireNonNull(schemas);
    }

    Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()));
    }

    /**
     * Writes a log.
     *
     * @param prefix of its topics, which are not there yet
     */
    SyntheticLog write(Admin admin, String prefix, LogSize size) {
        Topics topics = Topics.of(prefix, cluster.partitions());
        schemas.declare(topics);
        new TopicCreation(admin).create(topics);
        SyntheticLog log = new SyntheticLog(cluster.bootstrapServers(), topics, serdes.writer(topics.events()));
        log.write(size);
        return log;
    }
}
