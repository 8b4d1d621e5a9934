package dev.intarsia.benchmarks.trainer;

import static java.util.Objects.requireNonNull;

import dev.intarsia.benchmarks.assembler.BenchmarkCluster;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is measured.
 *
 * @param output where the results and the trainers' logs go
 * @param state for the trainers' stores; an empty directory
 * @param trainer settings of the trainers that differ from their defaults; the base model is among them
 * @param quick whether to show only that everything runs
 */
public record TrainerBenchmarkOptions(Path output, Path state, Map<String, String> trainer, boolean quick) {
    public TrainerBenchmarkOptions {
        requireNonNull(output);
        requireNonNull(state);
        trainer = Map.copyOf(trainer);
    }

    /**
     * Of one trainer.
     *
     * @param prefix of its topics and its group
     * @param directory of its store
     */
    Map<String, String> settings(BenchmarkCluster cluster, String prefix, String instance, Path directory) {
        Map<String, String> settings = new TreeMap<>(trainer);
        settings.put("kafka.bootstrap-servers", cluster.bootstrapServers());
        settings.put("kafka.topic-prefix", prefix);
        settings.put("kafka.group-id", prefix + "trainers");
        settings.put("kafka.instance", instance);
        settings.put("kafka.partitions", Integer.toString(cluster.partitions()));
        settings.put("schema-registry.url", cluster.registryUrl());
        settings.put("state.directory", directory.toString());
        return settings;
    }
}
