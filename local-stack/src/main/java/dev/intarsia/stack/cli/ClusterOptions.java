package dev.intarsia.stack.cli;

import picocli.CommandLine.Option;

/** Where a running cluster is. */
final class ClusterOptions {
    @Option(names = "--bootstrap-servers", defaultValue = "localhost:9092", description = "Default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init") // Set by the command line.
    private String bootstrapServers;

    @Option(names = "--registry", defaultValue = "http://localhost:8081", description = "Default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init") // Set by the command line.
    private String registry;

    String bootstrapServers() {
        return bootstrapServers;
    }

    String registry() {
        return registry;
    }
}
