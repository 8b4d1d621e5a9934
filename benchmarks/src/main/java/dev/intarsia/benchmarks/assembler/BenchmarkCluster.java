package dev.intarsia.benchmarks.assembler;

/**
 * A broker and a registry that hold the catalogue's topics, empty, and nothing else.
 *
 * @param partitions of each topic
 */
public record BenchmarkCluster(String bootstrapServers, String registryUrl, int partitions) {}
